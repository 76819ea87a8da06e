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
