using System.Text.Json;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Exports;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

public sealed class StoredSweepTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Id_can_be_abbreviated_to_a_unique_prefix()
    {
        var id = session.Store.Add(PaperSweep.Create(2, 1), 20).Sweep.Id;
        session.Store.Add(PaperSweep.Create(2, 2), 20);

        Assert.Equal(0, await session.RunAsync("table", id[..^1]));
        Assert.Equal(2, await session.RunAsync("table", "paper"));
        Assert.Contains("\"paper\" is the beginning of 2 sweeps: paper-", session.Error, StringComparison.Ordinal);
        Assert.Equal(2, await session.RunAsync("table", "piper"));
        Assert.Contains("Unknown sweep 'piper'. symmetry list shows the stored sweeps.", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_opens_the_store_without_slots()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(0, await session.RunAsync("table", "paper"));
        Assert.Equal(0, session.Store.Options!.Slots);
    }

    [Fact]
    public async Task Table_of_an_unfinished_sweep_says_so()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 13);

        Assert.Equal(0, await session.RunAsync("table", "paper"));
        Assert.Contains("Not finished: 13 of 20 trials ended.", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_without_results_shows_dashes()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 0);

        foreach (var format in (string[])["text", "markdown", "latex", "csv", "json"])
        {
            Assert.Equal(0, await session.RunAsync("table", "paper", "--format", format));
        }

        Assert.Contains("\"mean\": null", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_shows_the_progress_of_each_sweep()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);
        session.Store.Add(PaperSweep.Create(3, 1), 5);

        Assert.Equal(0, await session.RunAsync("list"));
        Assert.Matches("^paper-[0-9a-f]{8}  completed   20 of 20 trials, since 1970-01-01 00:00 UTC\n"
            + "paper-[0-9a-f]{8}  unfinished  5 of 30 trials, since 1970-01-01 00:00 UTC\n$", session.Out);
    }

    [Fact]
    public async Task List_as_JSON_has_one_line_per_sweep()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(0, await session.RunAsync("list", "--json"));
        Assert.Equal(20, JsonDocument.Parse(session.Out).RootElement.GetProperty("committed").GetInt64());
    }

    [Fact]
    public async Task Export_has_one_row_per_trial_in_the_columns_of_the_contract()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);
        var file = folder.File("rows.csv");

        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", file));

        var lines = (await File.ReadAllTextAsync(file)).TrimEnd('\n').Split('\n');
        Assert.Equal(
            "cell,replicate,features,bias,training,mu,optimizer,learningRate,momentum,batch,epochs,hidden,activation,initialisation,"
            + "split,testFraction,trainFraction,shiftFill,loss,weightDecay,symmetry,group,invariant,binarised,biasScale,"
            + "measure,data,enlarged,targetAccuracy,patience,validationFraction,restore,permutation,correct_original,total_original,"
            + "correct_inverted,total_inverted,train_loss,outcome,attempts,silo,seconds",
            lines[0]);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"{i / 2},{i % 2},"),
            lines.Skip(1).Select(line => string.Concat(line.Split(',').Take(2).Select(value => value + ","))));
        Assert.Equal(
            "0,1,identity,false,original,0.5,sgd,0.01,0.9,32,40,\"[10,5]\",tanh,glorot,before,0.2,1,background,cross-entropy,0,"
            + "features,inversion,quadratic,false,0,accuracy,digits,true,0,0,0,last,,"
            + "1487,1800,1,1800,2.3395859999999997,completed,1,S127.0.0.1:11111:1,0.25",
            lines[2]);
        Assert.DoesNotContain("\r", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Permutation_is_a_bijection_that_paired_cells_share()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", "-", "--format", "jsonl"));

        var rows = session.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var drawn = rows.Where(row => row.GetProperty("features").GetString() == "permutation")
            .Select(row => row.GetProperty("permutation").GetString()!).ToList();
        Assert.All(drawn, text => Assert.Equal(Enumerable.Range(0, 64), text.Split(' ').Select(int.Parse).Order()));
        Assert.Equal(drawn[0], drawn[2]);
        Assert.NotEqual(drawn[0], drawn[1]);
        Assert.All(rows.Where(row => row.GetProperty("features").GetString() != "permutation"),
            row => Assert.Equal("", row.GetProperty("permutation").GetString()));
        Assert.Equal(new TrialColumns(PaperSweep.Create(2, 1)).Names, rows[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Array, rows[0].GetProperty("hidden").ValueKind);
        Assert.Equal(JsonValueKind.False, rows[0].GetProperty("bias").ValueKind);
    }

    [Fact]
    public async Task Export_of_a_diverged_trial_has_no_loss()
    {
        using var troubled = new Session { Store = new FakeStore { Result = FakeResults.Troubled } };
        troubled.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(0, await troubled.RunAsync("export", "paper", "--to", "-", "--format", "csv"));
        Assert.Contains(",0,0,0,0,,diverged,1,", troubled.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_marks_a_trial_that_violates_an_exact_fact()
    {
        using var impossible = new Session { Store = new FakeStore { Result = FakeResults.Impossible } };
        impossible.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(0, await impossible.RunAsync("export", "paper", "--to", "-", "--format", "csv"));
        Assert.Contains(",0,0,0,0,,violated,1,", impossible.Out.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_export_leaves_the_old_file_unchanged()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);
        var file = folder.Write("rows.csv", "old");

        await Assert.ThrowsAsync<OperationCanceledException>(() => AtomicFile.WriteBytesAsync(file, async stream =>
        {
            await stream.WriteAsync("half"u8.ToArray());
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", await File.ReadAllTextAsync(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));

        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", file));
        Assert.StartsWith("cell,", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_to_a_device_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev/null.");
        session.Store.Add(PaperSweep.Create(2, 1), 20);
        var file = Path.Combine(folder.Path, "nowhere");
        File.CreateSymbolicLink(file, "/dev/null");

        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", file, "--format", "csv"));

        Assert.Equal("/dev/null", new FileInfo(file).LinkTarget);
        Assert.Empty(await File.ReadAllTextAsync(file));
    }

    // A named pipe has length 0 and is no link, like a device.
    [Fact]
    public async Task Pipe_is_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no mkfifo.");
        session.Store.Add(PaperSweep.Create(2, 1), 20);
        var file = Path.Combine(folder.Path, "pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [file]))
        {
            await mkfifo.WaitForExitAsync();
        }

        var reading = Task.Run(() => File.ReadAllTextAsync(file));
        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", file, "--format", "csv"));

        Assert.StartsWith("cell,", await reading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_compares_the_trial_with_its_stored_row()
    {
        var sweep = SpecReader.Read("name: tiny\nreplicates: 2\nfixed: {epochs: 0, hidden: []}\n", "tiny.yaml", "tiny");
        using var unchanged = new Session
        {
            Store = new FakeStore { Result = (s, trial) => s.SpecOf(trial).Run(new(new Engine.Features.FeatureStore())) },
        };
        unchanged.Store.Add(sweep, 2);
        Assert.Equal(0, await unchanged.RunAsync("rerun", "tiny", "0", "1"));
        Assert.Contains("reproduced: ", unchanged.Out, StringComparison.Ordinal);
        Assert.Contains("\n0,1,identity,true,", unchanged.Out, StringComparison.Ordinal);

        session.Store.Add(sweep, 1);
        Assert.Equal(3, await session.RunAsync("rerun", "tiny", "0", "0"));
        Assert.Contains("DIFFERS: stored completed, accuracy 1450/1800, accuracy_inverted 0/1800, train_loss 2.302586; run again completed, accuracy ",
            session.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "0", "CELL: expected a whole number from 0 to 0, got 1.")]
    [InlineData("0", "2", "REPLICATE: expected a whole number from 0 to 1, got 2.")]
    [InlineData("0", "1", "Cell 0, replicate 1 of tiny-")]
    public async Task Rerun_of_a_trial_without_a_result_gives_exit_code_2(string cell, string replicate, string sentence)
    {
        session.Store.Add(new Sweep(new SweepSpec { Name = "tiny", Replicates = ReplicateDesign.Independent(2) }), 1);

        Assert.Equal(2, await session.RunAsync("rerun", "tiny", cell, replicate));
        Assert.StartsWith(sentence, session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_shows_cells_trials_and_time_and_stores_nothing()
    {
        var spec = folder.Write("p.yaml", "replicates: {seeds: 3, permutations: 2}\naxes: {features: [permutation, relative-sign], bias: [false, true]}\n"
            + "fixed: {epochs: 1, hidden: []}\nexclude: [{bias: true, features: relative-sign}]\n");

        Assert.Equal(0, await session.RunAsync("plan", spec));
        Assert.Contains("cells          3 = 2 features x 2 bias, 1 excluded\nreplicates     6 per cell\ntrials         18\nexpected time  ",
            session.Out, StringComparison.Ordinal);
        Assert.Equal(0, session.Store.Opened);
    }

    [Fact]
    public void Setting_columns_are_the_settings_of_the_experiment()
    {
        var settings = ExperimentRegister.Default.Settings;

        Assert.Equal(settings.Select(setting => setting.Name), new TrialColumns(PaperSweep.Create(1, 1)).Names.Skip(2).Take(settings.Count));
    }
}
