using Microsoft.Extensions.DependencyInjection;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Grains.Trials;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests;

public sealed class FolderReaderTests : IDisposable
{
    private static readonly Sweep Plain = Small.Of("plain", 60);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Designs => ["plain", "width", "race", "outcomes"];

    [Theory]
    [MemberData(nameof(Designs))]
    public async Task Answers_are_those_of_the_coordinator(string design)
    {
        var sweep = Of(design);
        await using var silo = await StartAsync((spec, _) => Small.ResultOf(spec));
        await silo.Grains.SubmitAsync(sweep);
        await silo.Grains.UntilEndedAsync(sweep.Id);

        await RequireSameAsync(silo.Grains.GetGrain<ISweepGrain>(sweep.Id), sweep);
    }

    // Method: trials after the hundredth wait, so that the answers do not change while they are compared.
    [Fact]
    public async Task Answers_about_a_running_sweep_are_those_of_its_coordinator()
    {
        var started = 0;
        await using var silo = await StartAsync((spec, stop) =>
        {
            if (Interlocked.Increment(ref started) > 100)
            {
                stop.WaitHandle.WaitOne();
                stop.ThrowIfCancellationRequested();
            }

            return Small.ResultOf(spec);
        });
        await silo.Grains.SubmitAsync(Plain);
        var grain = silo.Grains.GetGrain<ISweepGrain>(Plain.Id);
        await Waiting.UntilAsync(async () => (await grain.GetProgressAsync()).Committed == 100);

        await RequireSameAsync(grain, Plain);
    }

    [Fact]
    public async Task Reading_changes_neither_the_store_nor_its_folder()
    {
        await StoreAsync(Plain);
        var before = await File.ReadAllBytesAsync(folder.File("sweeps.db"));

        using (var reader = FolderReader.Open(folder.Path))
        {
            Assert.Equal(Plain.Id, Assert.Single(await reader.ListAsync()).Id);
            Assert.Equal(Small.FingerprintOf(Plain), await (await reader.OpenAsync(Plain.Id)).GetFingerprintAsync());
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File("sweeps.db")));
        Assert.False(File.Exists(folder.File("lock")));
    }

    [Theory]
    [InlineData("DELETE FROM results WHERE cell = 1 AND replicate = 7")]
    [InlineData("UPDATE results SET seconds = seconds + 1 WHERE cell = 1 AND replicate = 7")]
    public async Task Result_that_is_lost_after_it_was_counted_is_not_left_out_silently(string loss)
    {
        await StoreAsync(Plain);
        using var folderReader = FolderReader.Open(folder.Path);
        foreach (Func<SweepReader, Task> read in
            (Func<SweepReader, Task>[])[reader => reader.GetFingerprintAsync(), reader => reader.GetRowsAsync(1, 0, 100, withOutcomes: false)])
        {
            var reader = await folderReader.OpenAsync(Plain.Id);
            Assert.Equal((SweepStatus.Completed, 120), await SeenAsync(reader));
            SqliteFile.Execute(folder.File("sweeps.db"), loss);

            await Assert.ThrowsAsync<StoreException>(() => read(reader));

            Assert.Equal((SweepStatus.Running, 119), await SeenAsync(reader));
            Assert.Equal([new TrialRange(15, 16)], await reader.GetMissingAsync(0));
            await StoreAsync(Plain);
        }
    }

    [Fact]
    public async Task Sweep_that_does_not_exist_is_refused()
    {
        await StoreAsync(Plain);
        using var reader = FolderReader.Open(folder.Path);

        Assert.Contains("'nothing'", (await Assert.ThrowsAsync<RefusedException>(() => reader.OpenAsync("nothing"))).Message, StringComparison.Ordinal);
        var sweep = await reader.OpenAsync(Plain.Id);
        await Assert.ThrowsAsync<RefusedException>(() => sweep.GetRowsAsync(2, 0, 1, withOutcomes: false));
    }

    private static Sweep Of(string design) => design switch
    {
        "width" => new(Plain.Spec with { Replicates = ReplicateDesign.UntilWidth(0.08, 400) }),
        "race" => new(Small.Of("race", 2, "0.01", "0.02", "0.03").Spec with { Replicates = ReplicateDesign.Until(new BestGoal(0.9), 100) }),
        "outcomes" => Small.Keeping("outcomes", 20),
        _ => Plain,
    };

    private static async Task<(SweepStatus Status, long Committed)> SeenAsync(SweepReader reader)
    {
        var progress = await reader.GetProgressAsync();
        return (progress.Status, progress.Committed);
    }

    private async Task RequireSameAsync(ISweepGrain grain, Sweep sweep)
    {
        using var folderReader = FolderReader.Open(folder.Path);
        var reader = await folderReader.OpenAsync(sweep.Id);

        Assert.Equal(sweep.Canonical, reader.Sweep.Canonical);
        Assert.Equal(await grain.GetProgressAsync() with { Leased = 0 }, await reader.GetProgressAsync());
        Assert.Equal(await grain.GetFingerprintAsync(), await reader.GetFingerprintAsync());
        Assert.Equal(await grain.GetMissingAsync(0), await reader.GetMissingAsync(0));
        var (tallies, read) = (await grain.GetTalliesAsync(1, 10), await reader.GetTalliesAsync(1, 10));
        Assert.Equal((tallies.From, tallies.Tallies.Length), (read.From, read.Tallies.Length));
        Assert.Equal(tallies.Tallies, read.Tallies);
        Assert.Equal(tallies.Exits!, read.Exits!);
        foreach (var cell in sweep.Cells.Select(cell => cell.Number))
        {
            Assert.Equal(Texts(await grain.GetRowsAsync(cell, 1, 1000)), Texts(await reader.GetRowsAsync(cell, 1, 1000, withOutcomes: false)));
            Assert.Equal(Texts(await grain.GetOutcomesAsync(cell, 1, 1000)), Texts(await reader.GetRowsAsync(cell, 1, 1000, withOutcomes: true)));
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<TrialRow> rows) => rows.Select(row =>
        $"{row.Trial} {row.Attempts} {row.Silo} {row.Seconds:R} {Convert.ToHexString(row.Result)} {Convert.ToHexString(row.Outcomes ?? [])}");

    private async Task StoreAsync(Sweep sweep)
    {
        using var store = SqliteResultStore.Open(folder.File("sweeps.db"));
        await store.AddSweepAsync(new StoredSweep(
            new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Completed, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical));
        await store.CommitAsync(
            sweep, await store.TakeEpochAsync(sweep.Id), [.. Enumerable.Range(0, (int)sweep.Trials).Select(trial => Small.RowOf(sweep, trial))]);
    }

    private Task<EmbeddedSilo> StartAsync(RunTrial run) => EmbeddedSilo.StartAsync(
        new EmbeddedSiloOptions { Data = folder.Path, Slots = 2 },
        services => services.AddSingleton(run),
        TestContext.Current.CancellationToken);
}
