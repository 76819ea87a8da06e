using System.Text.Json;
using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Client.Tests.Reading;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The paths of the README that begin with a user's own files: one command each.</summary>
public sealed class NewcomerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Examples => Path.Combine(AppContext.BaseDirectory, "examples");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Scores_get_a_verdict_in_one_command()
    {
        var compare = await RunAsync(0, "compare", Path.Combine(Examples, "scores.csv"), "--baseline", "model=small");
        Assert.Contains("large/false", compare, StringComparison.Ordinal);
        Assert.Contains("0.0020**", compare, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_races_for_its_best_setting_in_one_command()
    {
        Assert.SkipUnless(OtherProgram.Succeeds("python3", "-c", "import json"), "python3 is not installed.");
        var race = await RunAsync(0, "run", Path.Combine(Examples, "program", "race.yaml"), "--data", folder.File("runs"), "--quiet");
        Assert.Contains("2 of 10 cells may have the best loss (level 0.95) after 100 replicates", race, StringComparison.Ordinal);
        Assert.Contains("Claims: 1 hold, 0 fail, 0 undecided.", race, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_with_crossed_seeds_says_where_its_variance_comes_from()
    {
        var python = OtherProgram.PythonWith("sklearn");
        var source = Path.Combine(Examples, "program-sklearn");
        folder.Write("train.py", await File.ReadAllTextAsync(Path.Combine(source, "train.py"), TestContext.Current.CancellationToken));
        var text = await File.ReadAllTextAsync(Path.Combine(source, "forests.yaml"), TestContext.Current.CancellationToken);
        var spec = folder.Write("forests.yaml", text.Replace("python3", python, StringComparison.Ordinal)
            .Replace("{data: 8, model: 5}", "{data: 3, model: 2}", StringComparison.Ordinal)
            .Replace("train: [100, 400]", "train: [100]", StringComparison.Ordinal));

        // Six runs per cell may decide the claim or not.
        using var session = new Session { Open = CliEnvironment.OpenAsync };
        Assert.Contains(await session.RunAsync("run", spec, "--data", folder.File("runs"), "--quiet"), (int[])[ExitCode.Done, ExitCode.ClaimBroken]);
        using var variance = JsonDocument.Parse(await RunAsync(0, "variance", "forests", "--data", folder.File("runs"), "--json"));
        Assert.Contains("\"data\"", variance.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(int code, params string[] arguments)
    {
        using var session = new Session { Open = CliEnvironment.OpenAsync };
        var exit = await session.RunAsync(arguments);
        Assert.True(exit == code, $"{string.Join(' ', arguments)}: exit {exit}, {session.Error}{session.Out}");
        return session.Out;
    }
}
