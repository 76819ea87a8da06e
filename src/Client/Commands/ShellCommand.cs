namespace Symmetry.Client.Commands;

/// <summary>Command lines that can be pasted into a shell.</summary>
internal static class ShellCommand
{
    /// <summary>The command line of the program with these arguments, quoted where needed.</summary>
    public static string Text(params string[] arguments) => string.Join(' ', arguments.Select(WithoutSecret).Prepend("symmetry").Select(Quote));

    // The connection string of a database contains a password. SYMMETRY_CLUSTER or the user's history have it.
    private static string WithoutSecret(string argument)
    {
        var prefix = argument.IndexOf(ClusterAddress.DatabasePrefix, StringComparison.OrdinalIgnoreCase);
        return prefix == 0 || (prefix > 0 && argument[prefix - 1] is '=' or ':')
            ? $"{argument[..prefix]}{ClusterAddress.DatabasePrefix}..."
            : argument;
    }

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,@+%".Contains(letter, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
