using System.Text.RegularExpressions;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Commands in the documentation parse.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Readmes => [.. Directory
        .EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Where(file => !file.Split('/').Any(folder => folder is "artifacts" or "bin" or "obj" or "Golden"))];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Every_documented_command_parses(string readme)
    {
        using var session = new Session();
        var root = CommandLine.MakeRoot(session.CliEnvironment, "");
        var verbs = root.Subcommands.Select(verb => verb.Name).ToHashSet();
        foreach (Match match in Command().Matches(File.ReadAllText(Path.Combine(Repository.Root, readme))))
        {
            // Prose may mention a command by name only. Number placeholders are replaced by numbers.
            var arguments = match.Groups["arguments"].Value.Replace("CELL", "0", StringComparison.Ordinal).Replace("REPLICATE", "0", StringComparison.Ordinal);
            if (verbs.Contains(arguments.Trim().Split(' ')[0]))
            {
                Assert.Empty(root.Parse(arguments).Errors.Select(error => $"{match.Value}: {error.Message}"));
            }
        }
    }

    [Fact]
    public void Client_README_lists_every_command()
    {
        using var session = new Session();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "src/Client/README.md"));

        Assert.All(
            CommandLine.MakeRoot(session.CliEnvironment, "").Subcommands,
            verb => Assert.Contains($"`symmetry {verb.Name}", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(symmetry|src/Client[^\n`]* --) (?<arguments>[^\n`#>|]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Command();
}
