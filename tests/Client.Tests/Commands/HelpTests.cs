using System.CommandLine;
using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs =>
    [
        "paper", "run", "serve", "plan", "table", "multiverse", "best", "compare", "effects", "variance", "claims", "export", "import", "rerun", "list",
        "submit", "status", "watch", "cancel", "resume", "verify", "report", "plot", "init", "schema",
    ];


    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_of_every_command_has_examples(string verb)
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync(verb, "--help"));
        Assert.Contains($"Examples:\n  symmetry {verb}", session.Out, StringComparison.Ordinal);
        Assert.Empty(session.Error);
    }

    [Fact]
    public async Task Help_of_the_program_lists_every_command_once_and_the_store_options()
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync("--help"));
        Assert.Equal(
            CommandLine.MakeRoot(session.CliEnvironment, "").Subcommands.Select(verb => verb.Name).Order(),
            CommandGroups.All.SelectMany(group => group.Commands).Select(command => command.Command).Order());
        Assert.All(Verbs, verb => Assert.Contains($"\n  {verb.Data} ", session.Out, StringComparison.Ordinal));
        Assert.All((string[])["\nRun:\n", "\nLook:\n", "\nJudge:\n", "\nCluster:\n", "\n  --data DIR ", "\n  --cluster CLUSTER ", "\n  -q, --quiet "],
            text => Assert.Contains(text, session.Out, StringComparison.Ordinal));
        Assert.InRange(session.Out.Split('\n').Length, 40, 70);
        Assert.All(session.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("submit")]
    public async Task Help_of_a_command_names_the_store_options_in_one_line(string verb)
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync(verb, "--help"));
        Assert.Contains("--cluster-id, --tls-ca, --tls-cert, --tls-key, --wait-for (see symmetry --help).\n", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("PEM file", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_parses()
    {
        using var session = new Session();
        var root = CommandLine.MakeRoot(session.CliEnvironment, "");
        foreach (var example in root.Subcommands.OfType<Verb>().SelectMany(verb => verb.Examples))
        {
            Assert.StartsWith("symmetry ", example, StringComparison.Ordinal);
            Assert.Empty(root.Parse(example["symmetry ".Length..].Split('>')[0]).Errors);
        }
    }

    [Fact]
    public void Every_example_specification_is_valid()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.yaml");

        Assert.True(files.Length >= 5);
        Assert.All(files, file => Assert.StartsWith(SpecFile.Read(file).Spec.Name, Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal));
    }

    [Fact]
    public void Formats_are_completed()
    {
        using var session = new Session();
        var parsed = CommandLine.MakeRoot(session.CliEnvironment, "").Parse("table x --format ");

        Assert.Equal(["csv", "json", "latex", "markdown", "text"], parsed.GetCompletions().Select(item => item.Label).Order());
    }

    [Fact]
    public void Verbs_are_completed()
    {
        using var session = new Session();
        var labels = CommandLine.MakeRoot(session.CliEnvironment, "").Parse("").GetCompletions().Select(item => item.Label);

        Assert.Superset(Verbs.Select(row => row.Data).ToHashSet(), labels.ToHashSet());
    }
}
