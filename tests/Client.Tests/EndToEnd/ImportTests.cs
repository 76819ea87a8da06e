using System.Globalization;
using System.Text.Json;
using Symmetry.Client.Commands;
using Symmetry.Client.Embedding;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>Files of results become stored sweeps, with a real silo and a real folder.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Scores = "model,seed,fold,right,total,loss\na,1,x,5,10,0.5\na,1,y,6,10,0.4\na,2,x,7,10,0.3\na,2,y,4,10,0.6\n"
        + "b,1,x,9,10,0.25\nb,1,y,8,10,0.2\nb,2,x,9,10,0.1\nb,2,y,7,10,0.3\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Imported_file_is_a_sweep_like_any_other_and_importing_it_again_changes_nothing()
    {
        var file = folder.Write("scores.csv", Scores);
        string[] roles = ["--metric", "right/total,loss"];
        var (_, id, note) = await RunAsync(["import", file, "--name", "judged", .. roles]);
        id = id.Trim();

        Assert.StartsWith("judged-", id, StringComparison.Ordinal);
        Assert.EndsWith("Imported 8 of 8 results.\n", note, StringComparison.Ordinal);
        var again = await RunAsync(["import", file, "--name", "judged", .. roles, "--json"]);
        Assert.EndsWith("These 8 results are stored already; nothing was changed.\n", again.Error, StringComparison.Ordinal);
        var state = JsonDocument.Parse(again.Out).RootElement;
        Assert.Equal(("completed", 8), (state.GetProperty("status").GetString(), state.GetProperty("committed").GetInt32()));
        Assert.Contains(id, (await RunAsync("list")).Out, StringComparison.Ordinal);

        // The stored sweep is the sweep that the file is, except for the name.
        File.Move(file, folder.File("judged.csv"));
        foreach (var verb in (string[][])[["table", "--format", "json"], ["table"], ["compare", "--baseline", "model=a", "--json"], ["variance", "--json"]])
        {
            Assert.Equal(
                (await RunAsync([verb[0], folder.File("judged.csv"), .. verb[1..], .. roles])).Out, (await RunAsync([verb[0], id, .. verb[1..]])).Out);
        }
    }

    // Goal: an import outlives its silo. Method: the silo is killed once it has stored some rows, and another one starts on the same folder and port.
    [Fact]
    public async Task Import_into_a_cluster_continues_after_the_silo_is_killed()
    {
        var port = SiloProcess.FreePort();
        string[] cluster = ["--cluster", $"127.0.0.1:{port}", "--wait-for", "120"];
        var rows = Enumerable.Range(0, 40_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 4},{i / 4},{Math.Sqrt(i)}\n"));
        var file = folder.Write("many.csv", "lr,seed,accuracy\n" + string.Concat(rows));
        using var import = new Session { Open = CliEnvironment.OpenAsync };
        Task<int> imported;
        using (var first = SiloProcess.Start(folder.File("there"), port))
        {
            imported = import.RunAsync(["import", file, .. cluster]);
            using var polling = new Session { Open = CliEnvironment.OpenAsync };
            while (!imported.IsCompleted && (await polling.RunAsync(["status", "many", "--json", .. cluster]) != 0
                || polling.Out.TrimEnd('\n').Split('\n')[^1].Contains("\"committed\":0,", StringComparison.Ordinal)))
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            first.Kill();
        }

        using var second = SiloProcess.Start(folder.File("there"), port);
        Assert.Equal(0, await imported);
        using var stored = new Session { Open = CliEnvironment.OpenAsync };
        using var local = new Session();
        Assert.Equal(0, await stored.RunAsync(["table", "many", "--format", "json", .. cluster]));
        Assert.Equal(0, await local.RunAsync("table", file, "--format", "json"));
        Assert.Equal(local.Out, stored.Out);
        second.Kill();
    }

    [Fact]
    public async Task Imported_results_cannot_be_run_again()
    {
        var id = (await RunAsync("import", folder.Write("scores.csv", Scores), "--metric", "loss")).Out.Trim();

        var sentence = $"The results of {id} were imported from a file and cannot be run again.\n";
        Assert.Equal((2, "", sentence), await RunAsync("rerun", id, "0", "0"));
        Assert.Equal((2, "", sentence), await RunAsync("verify", id));
    }

    [Fact]
    public async Task Real_export_is_imported_with_its_metrics()
    {
        await RunAsync("run", folder.Write("n.yaml", "name: n\nexperiment: noop\nreplicates: 40\naxes: {label: [0, 1]}\n"));
        await RunAsync("export", "n", "--to", folder.File("m.parquet"));
        var id = (await RunAsync("import", folder.File("m.parquet"))).Out.Trim();

        foreach (var options in (string[][])[["--format", "csv"], ["--format", "csv", "--on", "seconds"]])
        {
            Assert.Equal((await RunAsync(["table", "n-", .. options])).Out, (await RunAsync(["table", id, .. options])).Out);
        }
    }

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };
        var code = await session.RunAsync([.. arguments, "--data", folder.File("runs")]);
        Assert.True(code is 0 or 2, $"{code}: {session.Error}");
        return (code, session.Out, session.Error);
    }
}
