using System.Text.Json;
using Symmetry.Client.Embedding;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The program with a real silo, real grains and a real folder. Only the trainings are tiny.</summary>
public sealed class EmbeddedSiloTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Sweep_can_be_run_read_exported_and_reproduced()
    {
        var spec = folder.Write("tiny.yaml",
            "replicates: 3\naxes: {features: [identity, permutation], bias: [false, true]}\nfixed: {epochs: 1, hidden: [2]}\n");
        var data = folder.File("runs");
        using var run = Session();
        Assert.Equal(0, await run.RunAsync("run", spec, "--data", data, "--slots", "2", "--json", folder.File("run.json")));
        Assert.Contains("R + Rbar <= 1: 3 of 3 trials", run.Out, StringComparison.Ordinal);
        Assert.Contains("same bits on X and -X: 6 of 6 trials", run.Out, StringComparison.Ordinal);
        Assert.Contains("12 of 12 trials", run.Error, StringComparison.Ordinal);

        using var table = Session();
        Assert.Equal(0, await table.RunAsync("table", "tiny", "--data", data, "--format", "json"));
        Assert.Equal(await File.ReadAllTextAsync(folder.File("run.json")), table.Out);

        using var list = Session();
        Assert.Equal(0, await list.RunAsync("list", "--data", data));
        Assert.Contains("completed   12 of 12 trials", list.Out, StringComparison.Ordinal);

        using var export = Session();
        Assert.Equal(0, await export.RunAsync("export", "tiny", "--data", data, "--to", "-", "--format", "jsonl"));
        var rows = export.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(12, rows.Count);

        // The mean of the exported rows equals the mean of the table, which is computed independently.
        var cell = JsonDocument.Parse(table.Out).RootElement.GetProperty("cells")[3];
        var mean = cell.GetProperty("tests").GetProperty("original").GetProperty("mean").GetDouble();
        var own = rows.Where(row => row.GetProperty("cell").GetInt32() == 3);
        Assert.Equal(mean, own.Average(row => row.GetProperty("correct_original").GetInt32() / 1800.0), 1e-12);

        using var rerun = Session();
        Assert.Equal(0, await rerun.RunAsync("rerun", "tiny", "2", "1", "--data", data));
        Assert.Contains("reproduced: ", rerun.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_sweep_continues_and_ends_with_the_same_bytes()
    {
        var spec = folder.Write("long.yaml", "replicates: 60\naxes: {bias: [false, true]}\nfixed: {epochs: 2, hidden: [2]}\n");
        using var interruption = new CancellationTokenSource();
        using var first = Session(async (options, stop) => new WatchedStore(await EmbeddedSweepStore.OpenAsync(options, stop), progress =>
        {
            if (progress.Committed > 0)
            {
                interruption.Cancel();
            }
        }));
        string[] command = ["run", spec, "--data", folder.File("one"), "--slots", "1", "--json", "-"];
        Assert.Equal(130, await CommandLine.RunAsync(command, first.CliEnvironment, interruption.Token));
        Assert.Contains("of 120 trials are stored. The same command resumes: symmetry run ", first.Error, StringComparison.Ordinal);
        Assert.Empty(first.Out);

        using var second = Session();
        Assert.Equal(0, await second.RunAsync(command));
        Assert.Matches("\n[0-9]+ of 120 trials were already done.\n", second.Error);

        using var whole = Session();
        Assert.Equal(0, await whole.RunAsync("run", spec, "--data", folder.File("two"), "--slots", "2", "--json", "-", "--quiet"));
        Assert.Equal(whole.Out, second.Out);
        Assert.Empty(whole.Error);
    }

    [Fact]
    public async Task Second_run_on_a_folder_is_rejected_but_reading_works()
    {
        var spec = folder.Write("tiny.yaml", "replicates: 1\nfixed: {epochs: 0}\n");
        var data = folder.File("runs");
        await using (await EmbeddedSweepStore.OpenAsync(new StoreOptions(data, 1), CancellationToken.None))
        {
            using var second = Session();
            Assert.Equal(5, await second.RunAsync("run", spec, "--data", data));
            Assert.Contains("in use", second.Error, StringComparison.Ordinal);
            Assert.Single(second.Error.TrimEnd('\n').Split('\n'));

            using var list = Session();
            Assert.Equal(0, await list.RunAsync("list", "--data", data));
        }

        using var third = Session();
        Assert.Equal(0, await third.RunAsync("run", spec, "--data", data));
    }

    [Fact]
    public async Task Reading_a_folder_starts_no_silo_and_changes_nothing()
    {
        var spec = folder.Write("tiny.yaml", "replicates: 1\nfixed: {epochs: 0}\n");
        var data = folder.File("runs");
        using var run = Session();
        Assert.Equal(0, await run.RunAsync("run", spec, "--data", data));
        await using var store = await EmbeddedSweepStore.OpenAsync(new StoreOptions(data, Slots: 0), CancellationToken.None);
        var source = await store.OpenAsync((await store.ListAsync(CancellationToken.None)).Single().Id, CancellationToken.None);

        Assert.IsType<FolderSweepStore>(store);
        Assert.Empty(await source.GetSilosAsync(CancellationToken.None));
        foreach (Func<Task> change in (Func<Task>[])
            [
                () => store.SubmitAsync(source.Sweep, CancellationToken.None),
                () => source.CancelAsync(CancellationToken.None),
                () => source.ResumeAsync(CancellationToken.None),
                () => source.ImportAsync([], CancellationToken.None),
                () => source.RunAgainAsync(0, "", CancellationToken.None),
            ])
        {
            Assert.Contains("reading only", (await Assert.ThrowsAsync<UsageException>(change)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Unusable_folder_gives_exit_code_5_and_one_sentence()
    {
        var file = folder.Write("file", "");
        foreach (var arguments in (string[][])[["paper", "--data", file], ["table", "x", "--data", file], ["table", "x", "--data", folder.File("nowhere")]])
        {
            using var session = Session();
            Assert.Equal(5, await session.RunAsync(arguments));
            Assert.Single(session.Error.TrimEnd('\n').Split('\n'));
            Assert.Empty(session.Out);
        }

        Assert.False(Directory.Exists(folder.File("nowhere")));
    }

    [Fact]
    public async Task Live_page_serves_the_same_JSON_as_the_command_line()
    {
        var spec = folder.Write("tiny.yaml", "replicates: 3\naxes: {features: [identity, permutation]}\nfixed: {epochs: 1, hidden: [2]}\n");
        var data = folder.File("runs");
        using var run = Session();
        Assert.Equal(0, await run.RunAsync("run", spec, "--data", data, "--json", "-", "--web"));
        Assert.Matches("The live page: http://127.0.0.1:[0-9]+/\n", run.Error);
        using var export = Session();
        Assert.Equal(0, await export.RunAsync("export", "tiny", "--data", data, "--to", "-", "--format", "jsonl"));

        await using var store = await EmbeddedSweepStore.OpenAsync(new StoreOptions(data, 1) { Web = 0 }, CancellationToken.None);
        var id = (await store.ListAsync(CancellationToken.None)).Single().Id;
        using var http = new HttpClient { BaseAddress = store.Page };
        Assert.Equal(run.Out, await http.GetStringAsync($"api/sweeps/{id}/table"));
        Assert.Equal(export.Out.Split('\n')[4], await http.GetStringAsync($"api/sweeps/{id}/cells/1/trials/1"));
    }

    private static Session Session(OpenStore? open = null) => new() { Open = open ?? EmbeddedSweepStore.OpenAsync };
}
