using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Faults;

/// <summary>Rows disappear from the store, or change in it, under a coordinator that has counted them; one derived class per store.</summary>
public abstract class LostRowsTests(TestStore test) : IAsyncLifetime
{
    // Orleans does not know these silos.
    private const string Here = "192.0.2.1:1@1";
    private const string There = "192.0.2.2:1@1";

    private static readonly Sweep Sweep = Small.Of("lost", 50);

    private IResultStore Store { get; set; } = null!;

    public async ValueTask InitializeAsync() => Store = await test.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Rows_deleted_from_a_running_sweep_are_leased_again()
    {
        await using var cluster = await Cluster.StartIdleAsync(Store);
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(cluster, Rows(0, 60));
        await test.ExecuteAsync("DELETE FROM results WHERE replicate >= 20");

        var e = await Assert.ThrowsAsync<StoreException>(() => ReportAsync(cluster, Rows(60, 40)));
        Assert.Contains("40 rows in the store, but 60 were stored", e.Message, StringComparison.Ordinal);
        Assert.Equal([new TrialRange(40, 100)], (await ReportAsync(cluster, wanted: 100)).Lease!.Ranges);
        Assert.Equal((SweepStatus.Running, 40, 20), Seen(await cluster.Sweep(Sweep).GetProgressAsync()));
        Assert.Contains(cluster.Alarms.Lines, line => line.Contains("the store lost results", StringComparison.Ordinal));

        Assert.Equal(SweepStatus.Completed, (await ReportAsync(cluster, Rows(40, 60))).Status);
        Assert.Equal(Small.FingerprintOf(Sweep), await cluster.Sweep(Sweep).GetFingerprintAsync());
        await cluster.DeactivateAsync(cluster.Sweep(Sweep));
        Assert.Equal((SweepStatus.Completed, 100, 20), Seen(await cluster.Sweep(Sweep).GetProgressAsync()));
    }

    [Fact]
    public async Task Rows_deleted_from_a_completed_sweep_are_noticed_by_the_next_question()
    {
        await using var cluster = await Cluster.StartIdleAsync(Store);
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(cluster, Rows(0, 100));
        Assert.Equal(Small.FingerprintOf(Sweep), await cluster.Sweep(Sweep).GetFingerprintAsync());
        await test.ExecuteAsync("DELETE FROM results WHERE cell = 1 AND replicate >= 40");

        // An answer is confirmed at most once per second.
        await Waiting.UntilAsync(async () => Seen(await cluster.Sweep(Sweep).GetProgressAsync()) == (SweepStatus.Running, 90, 10));
        Assert.Equal(SweepStatus.Running, Assert.Single(await Store.ListSweepsAsync()).Status);

        Assert.Equal(SweepStatus.Completed, (await ReportAsync(cluster, Rows(80, 20))).Status);
        Assert.Equal(Small.FingerprintOf(Sweep), await cluster.Sweep(Sweep).GetFingerprintAsync());
    }

    [Fact]
    public async Task Deleted_rows_that_a_reader_misses_first_are_counted()
    {
        await using var cluster = await Cluster.StartIdleAsync(Store);
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(cluster, Rows(0, 100));
        Assert.Equal(50, (await cluster.Sweep(Sweep).GetRowsAsync(1, 0, 100)).Length);
        await test.ExecuteAsync("DELETE FROM results WHERE cell = 1 AND replicate >= 40");

        await Assert.ThrowsAsync<StoreException>(() => cluster.Sweep(Sweep).GetRowsAsync(1, 0, 100));

        Assert.Equal((SweepStatus.Running, 90, 10), Seen(await cluster.Sweep(Sweep).GetProgressAsync()));
    }

    [Fact]
    public async Task Status_that_an_earlier_time_had_is_corrected()
    {
        await using var cluster = await Cluster.StartIdleAsync(Store);
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(cluster, Rows(0, 100));
        await test.ExecuteAsync("UPDATE sweeps SET status = 0");

        await Waiting.UntilAsync(async () =>
        {
            Assert.Equal((SweepStatus.Completed, 100, 0), Seen(await cluster.Sweep(Sweep).GetProgressAsync()));
            return (await Store.FindSweepAsync(Sweep.Id))!.Head.Status == SweepStatus.Completed;
        });
    }

    [Fact]
    public async Task Sweep_that_the_store_does_not_have_any_more_is_unknown_until_it_is_submitted_again()
    {
        await using var cluster = await Cluster.StartIdleAsync(Store);
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(cluster, Rows(0, 100));
        await test.ExecuteAsync("DELETE FROM results; DELETE FROM sweeps");

        await Waiting.UntilAsync(async () =>
            await Record.ExceptionAsync(() => cluster.Sweep(Sweep).GetProgressAsync()) is RefusedException);
        await cluster.Grains.SubmitAsync(Sweep);

        await cluster.UntilCommittedAsync(Sweep, 0);
        Assert.Equal(SweepStatus.Completed, (await ReportAsync(cluster, Rows(0, 100))).Status);
        Assert.Equal(Small.FingerprintOf(Sweep), await cluster.Sweep(Sweep).GetFingerprintAsync());
    }

    [Fact]
    public async Task Rows_and_fingerprint_are_refused_until_a_damaged_row_is_computed_again()
    {
        await using var cluster = await Cluster.StartIdleAsync(Store);
        await cluster.Grains.SubmitAsync(Sweep);
        foreach (Func<Task> read in (Func<Task>[])
            [
                () => cluster.Sweep(Sweep).GetFingerprintAsync(),
                () => cluster.Sweep(Sweep).GetRowsAsync(1, 0, 100),
                () => cluster.Sweep(Sweep).GetRowsOfCellsAsync(0, 2),
            ])
        {
            await ReportAsync(cluster, Rows(0, 100));
            await test.ExecuteAsync("UPDATE results SET seconds = seconds + 1 WHERE cell = 1 AND replicate = 7");

            await Assert.ThrowsAsync<StoreException>(read);

            Assert.Equal((SweepStatus.Running, 99, 0), Seen(await cluster.Sweep(Sweep).GetProgressAsync()));
            Assert.Equal([new TrialRange(15, 16)], (await ReportAsync(cluster, wanted: 100)).Lease!.Ranges);
            Assert.Equal(SweepStatus.Completed, (await ReportAsync(cluster, Rows(15, 1))).Status);
            Assert.Equal(Small.FingerprintOf(Sweep), await cluster.Sweep(Sweep).GetFingerprintAsync());
            Assert.Equal(50, (await cluster.Sweep(Sweep).GetRowsAsync(1, 0, 100)).Length);
        }
    }

    [Fact]
    public async Task Verified_and_mismatched_results_are_still_known_after_the_coordinator_moved()
    {
        await using var cluster = await Cluster.StartIdleAsync(Store);
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(cluster, Rows(0, 10));
        await ReportAsync(cluster, [Small.RowOf(Sweep, 4, There), Small.RowOf(Sweep, 5, There)]);
        await ReportAsync(cluster, [new TrialRow(6, TrialResult.Failure("different bits").Encode(), 2, There, 1)]);

        await cluster.DeactivateAsync(cluster.Sweep(Sweep));

        var progress = await cluster.Sweep(Sweep).GetProgressAsync();
        Assert.Equal((2, 1), (progress.Verified, progress.Mismatched));
    }

    // Method: a copy of the tables replaces them while two silos run the sweep, once before its end and once after it.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Store_restored_to_an_earlier_time_under_two_silos_loses_nothing(bool afterTheEnd, bool coordinatorMoved)
    {
        var gate = new TaskCompletionSource();
        var started = 0;
        await using var cluster = await Cluster.StartAsync(
            2,
            (spec, stop) =>
            {
                if (Interlocked.Increment(ref started) > 1500)
                {
                    gate.Task.Wait(stop);
                }

                return Small.ResultOf(spec);
            },
            store: Store);
        var sweep = Small.Of("restored", 1000);
        await cluster.Grains.SubmitAsync(sweep);
        await cluster.UntilCommittedAsync(sweep, 200);
        await test.ExecuteAsync("CREATE TABLE old_sweeps AS SELECT * FROM sweeps; CREATE TABLE old_results AS SELECT * FROM results WHERE replicate < 100");
        if (coordinatorMoved)
        {
            await cluster.DeactivateAsync(cluster.Sweep(sweep));
        }

        if (afterTheEnd)
        {
            gate.SetResult();
        }

        await cluster.UntilCommittedAsync(sweep, afterTheEnd ? 2000 : 1200);
        await test.ExecuteAsync("""
            DELETE FROM results;
            INSERT INTO results SELECT * FROM old_results;
            UPDATE sweeps SET status = old.status, epoch = old.epoch, done = (SELECT count(*) FROM results) FROM old_sweeps AS old;
            """);
        gate.TrySetResult();

        await Waiting.UntilAsync(async () => (await cluster.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync())).Lost > 0);
        await cluster.AssertEndAsync(sweep, $"restored {(afterTheEnd ? "after" : "before")} the end");
        Assert.Equal(SweepStatus.Completed, (await Store.FindSweepAsync(sweep.Id))!.Head.Status);
    }

    private static (SweepStatus Status, long Committed, long Lost) Seen(SweepProgress progress) => (progress.Status, progress.Committed, progress.Lost);

    private static TrialRow[] Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(trial => Small.RowOf(Sweep, trial, Here))];

    private static Task<WorkerReply> ReportAsync(Cluster cluster, TrialRow[]? rows = null, int wanted = 0) =>
        cluster.Sweep(Sweep).ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current, rows ?? [], [], wanted, false));
}
