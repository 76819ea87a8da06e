using System.Collections;
using System.Text.RegularExpressions;
using Symmetry.Hosting.Programs.Processes;

namespace Symmetry.Hosting.Programs;

/// <summary>The environment variables of programs: those of the silo without secrets, and one thread for numerical libraries.</summary>
internal sealed partial class ProgramEnvironment
{
    private static readonly string[] ThreadVariables = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];

    // Folders of the silo, not of the program.
    private static readonly string[] FolderVariables = ["PWD", "OLDPWD"];

    private readonly Dictionary<string, string> common = [];

    /// <summary>Selects the variables.</summary>
    /// <param name="own">The variables of this process.</param>
    public ProgramEnvironment(IDictionary own)
    {
        foreach (var name in ThreadVariables)
        {
            common[name] = "1";
        }

        foreach (DictionaryEntry variable in own)
        {
            var (name, value) = ((string)variable.Key, (string?)variable.Value ?? "");
            if (!SecretName().IsMatch(name) && !SecretValue().IsMatch(value) && !FolderVariables.Contains(name))
            {
                common[name] = value;
            }
        }
    }

    /// <summary>The variables of a program.</summary>
    /// <param name="folder">Its working folder, where it also has its temporary files.</param>
    public IReadOnlyDictionary<string, string> Of(string folder) =>
        new Dictionary<string, string>(common) { [Launch.FolderVariable] = folder, ["TMPDIR"] = folder };

    [GeneratedRegex(
        "^SYMMETRY_|TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|CONNECTION_?STRING|(API|ACCESS|PRIVATE|ACCOUNT)_?KEY|DATABASE_URL|^PGPASS",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();

    // A connection string with a password, or an address with one.
    [GeneratedRegex("(password|pwd)\\s*=|://[^/@\\s]*:[^/@\\s]+@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretValue();
}
