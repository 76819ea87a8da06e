using System.Text.RegularExpressions;
using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>A program as the trial, from the specification to what runs it again.</summary>
public sealed partial class ProgramTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ProgramTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/sh.");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Program_runs_and_is_run_again()
    {
        var spec = Write("value=$(grep -o '\"x\":[0-9]*'); echo \"{\\\"value\\\": ${value#*:}}\"", "deterministic: true");
        var run = await RunAsync(0, "run", spec);
        Assert.Matches(ValueOfTwenty(), run);
        Assert.Contains("reproduced: ", await RunAsync(0, "rerun", "program", "1", "0"), StringComparison.Ordinal);
        Assert.Contains("all have the same bits.", await RunAsync(0, "verify", "program", "--sample", "4"), StringComparison.Ordinal);
        using var plan = Session();
        Assert.Equal((0, ""), (await plan.RunAsync("plan", spec, "--slots", "1"), plan.Error));
    }

    [Theory]
    [InlineData("true", 3, "DIFFERS: ")]
    [InlineData("false", 0, "not repeated: ")]
    public async Task Program_that_gives_other_values_is_an_alarm_if_it_is_said_to_be_deterministic(string deterministic, int code, string verdict)
    {
        var counter = folder.File("counter");
        var spec = Write($"echo >>{counter}; echo \"{{\\\"value\\\": $(wc -l <{counter})}}\"", $"deterministic: {deterministic}");
        await RunAsync(0, "run", spec);

        Assert.Contains(verdict, await RunAsync(code, "rerun", "program", "0", "0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_of_a_sweep_on_a_cluster_is_not_run_here()
    {
        var marker = folder.File("ran-here");
        var sweep = SpecFile.Read(Write($"touch {marker}", "deterministic: true"));
        var result = new TrialResult { Outcome = TrialOutcome.Completed, Values = [MetricValue.Real("value", 1)] };
        using var session = new Session { Store = new FakeStore { Result = (_, _) => result, Again = (_, _) => result } };
        session.Store.Add(sweep, 1);

        Assert.Equal((0, ""), (await session.RunAsync("rerun", "program", "0", "0", "--cluster", "127.0.0.1:30000"), session.Error));
        Assert.Contains("reproduced: ", session.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(marker));
    }

    private string Write(string script, string line)
    {
        folder.Write("train.sh", script);
        return folder.Write("program.yaml", $$$"""
            program: [sh, train.sh]
            files: [train.sh]
            metrics: {value: {better: larger}}
            {{{line}}}
            replicates: 2
            axes: {x: [10, 20]}
            """);
    }

    private async Task<string> RunAsync(int code, params string[] arguments)
    {
        using var session = Session();
        string[] slots = arguments[0] == "run" ? ["--slots", "1", "--quiet"] : [];
        Assert.Equal((code, ""), (await session.RunAsync([.. arguments, "--data", folder.File("runs"), .. slots]), session.Error));
        return session.Out;
    }

    private static Session Session() => new() { Open = CliEnvironment.OpenAsync };

    [GeneratedRegex(@"^ +1 +20 +2 +20 ", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex ValueOfTwenty();
}
