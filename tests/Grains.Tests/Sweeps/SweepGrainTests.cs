using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Faults;
using Symmetry.Grains.Tests.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Sweeps;

/// <summary>The coordinator alone: the silo has no slots, and the test is the worker.</summary>
public sealed class SweepGrainTests : IAsyncLifetime
{
    // A silo that Orleans has never heard of is neither alive nor dead: it lives as long as it reports.
    private const string Here = "192.0.2.1:1@1";
    private const string There = "192.0.2.2:1@1";

    private static readonly Sweep Sweep = Small.Of("coordinated", 50);

    private Cluster cluster = null!;

    private ISweepGrain Grain => cluster.Sweep(Sweep);

    public async ValueTask InitializeAsync() => cluster = await Cluster.StartIdleAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Submitting_twice_is_submitting_once()
    {
        Assert.Equal(Sweep.Id, await cluster.Grains.SubmitAsync(Sweep));
        Assert.Equal(Sweep.Id, await cluster.Grains.SubmitAsync(Sweep));

        var catalog = cluster.Grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key);
        Assert.Equal(100, Assert.Single(await catalog.ListAsync()).Trials);
        Assert.Equal([Sweep.Id], await catalog.WithWorkAsync());
        Assert.Equal(Sweep.Canonical, await Grain.GetSpecAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"numerics":99}""")]
    public async Task A_text_that_is_no_sweep_of_this_version_is_refused(string canonical)
    {
        var catalog = cluster.Grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key);

        await Assert.ThrowsAsync<RefusedException>(() => catalog.SubmitAsync(canonical));
        Assert.Empty(await catalog.ListAsync());
    }

    [Fact]
    public async Task A_sweep_that_does_not_exist_is_refused_and_can_be_submitted_later()
    {
        await Assert.ThrowsAsync<RefusedException>(() => Grain.GetProgressAsync());
        await cluster.Grains.SubmitAsync(Sweep);

        Assert.Equal(100, (await Grain.GetProgressAsync()).Trials);
    }

    [Fact]
    public async Task Results_are_counted_once_and_acknowledged_and_the_sweep_ends_with_the_last()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        var lease = (await TellAsync(Here, wanted: 60)).Lease!;
        Assert.Equal([new TrialRange(0, 60)], lease.Ranges);

        var reply = await TellAsync(Here, rows: Rows(0, 60), wanted: 60);
        Assert.Equal(60, reply.Acknowledged.Length);
        Assert.Equal([new TrialRange(60, 100)], reply.Lease!.Ranges);

        Assert.Equal(SweepStatus.Completed, (await TellAsync(Here, rows: Rows(50, 50))).Status);
        var progress = await Grain.GetProgressAsync();
        Assert.Equal((100, 100, 0, 0, 0), (progress.Committed, progress.Completed, progress.Leased, progress.Verified, progress.Mismatched));
        Assert.Equal(Small.FingerprintOf(Sweep), await Grain.GetFingerprintAsync());
        Assert.Equal(SweepStatus.Completed, (await cluster.Store.FindSweepAsync(Sweep.Id))!.Head.Status);
    }

    [Fact]
    public async Task A_coordinator_that_has_a_successor_does_not_go_on_answering_with_its_old_counts()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, rows: Rows(0, 10));
        Assert.Equal(10, (await Grain.GetProgressAsync()).Committed);

        // What a coordinator does on a silo that this one does not hear of.
        var epoch = await cluster.Store.TakeEpochAsync(Sweep.Id);
        await cluster.Store.CommitAsync(Sweep, epoch, Rows(10, 90));

        await cluster.UntilCommittedAsync(Sweep, 100);
        Assert.Equal(Small.FingerprintOf(Sweep), await Grain.GetFingerprintAsync());
    }

    [Fact]
    public async Task Diverged_and_failed_trials_end_a_sweep_too_and_are_counted_as_such()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        var diverged = new TrialResult { Outcome = TrialOutcome.Diverged, Reason = "infinite" };

        await TellAsync(Here, rows: [.. Rows(0, 98), Row(98, diverged) with { Attempts = 2 }, Row(99, TrialResult.Failure("broken")) with { Attempts = 2 }]);

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((SweepStatus.Completed, 98, 1, 1), (progress.Status, progress.Completed, progress.Diverged, progress.Failed));
    }

    [Fact]
    public async Task A_trial_that_does_not_complete_is_tried_once_more_on_another_silo_and_then_counts()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, wanted: 10);
        await TellAsync(There, wanted: 1);
        var failed = Row(3, TrialResult.Failure("broken"));

        var first = await TellAsync(Here, rows: [failed], held: [new TrialRange(0, 3)], wanted: 1);
        Assert.Equal([3L], first.Acknowledged);
        Assert.DoesNotContain(first.Lease!.Ranges, range => range.From <= 3 && 3 < range.To);
        Assert.Equal(0, (await Grain.GetProgressAsync()).Committed);

        // The answer may be lost and the row brought again: it is still the first attempt.
        await TellAsync(Here, rows: [failed], held: [new TrialRange(0, 3)]);
        var second = await TellAsync(There, wanted: 1);
        Assert.Equal([new TrialRange(3, 4)], second.Lease!.Ranges);
        Assert.Equal([3L], second.Lease.Again);
        await TellAsync(There, rows: [failed with { Attempts = 2, Silo = There }]);

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((1, 1, 0), (progress.Committed, progress.Failed, progress.Mismatched));
    }

    [Fact]
    public async Task A_silo_that_is_alone_tries_again_itself()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, wanted: 10);

        var reply = await TellAsync(Here, rows: [Row(3, TrialResult.Failure("broken"))], held: [new TrialRange(0, 3)], wanted: 2);

        Assert.Equal([3L], reply.Lease!.Again);
    }

    [Fact]
    public async Task A_training_that_diverges_here_and_not_there_is_an_alarm()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(There);
        await TellAsync(Here, wanted: 1);
        await TellAsync(Here, rows: [Row(0, new TrialResult { Outcome = TrialOutcome.Diverged, Reason = "infinite" })]);
        await TellAsync(There, wanted: 1);

        await TellAsync(There, rows: [Small.RowOf(Sweep, 0, There) with { Attempts = 2 }]);

        Assert.Equal((1, 1), ((await Grain.GetProgressAsync()).Completed, (await Grain.GetProgressAsync()).Mismatched));
    }

    // Goal: a machine that is broken stops spoiling trials. Method: Here fails what There then completes, five times.
    [Fact]
    public async Task A_silo_whose_trials_fail_there_alone_gets_no_more_work_and_all_is_computed_by_the_others()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(There);
        for (var trial = 0; trial < 5; trial++)
        {
            Assert.False((await TellAsync(Here, wanted: 1)).IsQuarantined);
            await TellAsync(Here, rows: [Row(trial, TrialResult.Failure("no memory"))]);
            Assert.Equal([(long)trial], (await TellAsync(There, wanted: 1)).Lease!.Again);
            await TellAsync(There, rows: [Small.RowOf(Sweep, trial, There) with { Attempts = 2 }]);
        }

        var refused = await TellAsync(Here, wanted: 10);

        Assert.True(refused.IsQuarantined);
        Assert.Null(refused.Lease);
        Assert.Equal([true, false], (await Grain.GetSilosAsync()).OrderBy(silo => silo.Silo).Select(silo => silo.IsQuarantined));
        Assert.Equal([new TrialRange(5, 100)], (await TellAsync(There, wanted: 100)).Lease!.Ranges);
    }

    [Fact]
    public async Task What_is_missing_is_told_exactly()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, rows: [.. Rows(0, 3), .. Rows(5, 1), .. Rows(90, 10)]);

        Assert.Equal([new TrialRange(3, 5), new TrialRange(6, 90)], await Grain.GetMissingAsync(0));
        Assert.Equal([new TrialRange(7, 90)], await Grain.GetMissingAsync(7));
        Assert.Empty(await Grain.GetMissingAsync(90));
    }

    [Fact]
    public async Task A_lease_is_given_to_nobody_else_while_its_silo_reports_and_given_again_when_it_is_handed_back()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, wanted: 100);

        var second = (await TellAsync(There, wanted: 100)).Lease;
        Assert.Equal([], second?.Ranges ?? []);
        await TellAsync(Here, held: [new TrialRange(0, 90)]);

        Assert.Equal([new TrialRange(90, 92)], (await TellAsync(There, wanted: 100)).Lease!.Ranges);
    }

    [Fact]
    public async Task Results_of_one_silo_are_revoked_from_another_that_still_works_at_them()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, wanted: 10);
        await TellAsync(There, rows: Rows(3, 1));

        Assert.Equal([new TrialRange(3, 4)], (await TellAsync(Here, held: [new TrialRange(0, 10)])).Revoked);
    }

    [Fact]
    public async Task A_second_computation_is_verified_and_a_different_one_is_an_alarm_and_changes_nothing()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, rows: Rows(0, 10));

        var same = await TellAsync(There, rows: [Small.RowOf(Sweep, 4, There)]);
        var other = await TellAsync(There, rows: [Row(5, TrialResult.Failure("other bits"))]);

        Assert.Equal((1, 1), (same.Acknowledged.Length, other.Acknowledged.Length));
        var progress = await Grain.GetProgressAsync();
        Assert.Equal((10, 10, 1, 1), (progress.Committed, progress.Completed, progress.Verified, progress.Mismatched));
        Assert.Single(cluster.Alarms.Lines, line => line.Contains("ALARM", StringComparison.Ordinal) && line.Contains($"{Sweep.Id}/5", StringComparison.Ordinal));
        Assert.Equal(Small.ResultOf(Sweep.SpecOf(5)), (await Grain.GetRowsAsync(1, 2, 1)).Single().Read());
    }

    [Fact]
    public async Task What_the_store_did_not_take_is_not_acknowledged_and_not_counted()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        cluster.Store.Before = () => throw new StoreException("away");

        await Assert.ThrowsAsync<StoreException>(() => TellAsync(Here, rows: Rows(0, 10)));
        Assert.Equal(0, (await Grain.GetProgressAsync()).Committed);
        cluster.Store.Before = () => { };

        Assert.Equal(10, (await TellAsync(Here, rows: Rows(0, 10))).Acknowledged.Length);
        Assert.Equal(10, (await Grain.GetProgressAsync()).Committed);
    }

    [Fact]
    public async Task What_the_store_took_without_saying_so_is_counted_once_when_it_is_brought_again()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        cluster.Store.After = () => throw new StoreException("no answer");
        await Assert.ThrowsAsync<StoreException>(() => TellAsync(Here, rows: Rows(0, 10)));
        cluster.Store.After = () => { };

        await TellAsync(Here, rows: Rows(0, 10));

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((10, 0, 0), (progress.Committed, progress.Verified, progress.Mismatched));
        Assert.Equal(10, (await Grain.GetRowsAsync(0, 0, 100)).Length + (await Grain.GetRowsAsync(1, 0, 100)).Length);
    }

    [Fact]
    public async Task Another_numerics_version_is_refused()
    {
        await cluster.Grains.SubmitAsync(Sweep);

        await Assert.ThrowsAsync<RefusedException>(() =>
            Grain.ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current + 1, [], [], 5, false)));
    }

    [Fact]
    public async Task A_trial_that_is_not_the_sweeps_is_refused()
    {
        await cluster.Grains.SubmitAsync(Sweep);

        await Assert.ThrowsAsync<RefusedException>(() => TellAsync(Here, rows: [new TrialRow(100, [], 1, Here, 0)]));
        await Assert.ThrowsAsync<RefusedException>(() => TellAsync(Here, rows: [new TrialRow(-1, [], 1, Here, 0)]));
        await Assert.ThrowsAsync<RefusedException>(() => TellAsync(Here, rows: [new TrialRow(1, [7, 7], 1, Here, 0)]));
        Assert.Equal(0, (await Grain.GetProgressAsync()).Committed);
    }

    [Fact]
    public async Task A_cancelled_sweep_takes_results_gives_no_work_and_goes_on_when_it_is_resumed()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, wanted: 10);
        await Grain.CancelAsync();

        var reply = await TellAsync(Here, rows: Rows(0, 2), held: [new TrialRange(2, 10)], wanted: 10);
        Assert.Equal((SweepStatus.Cancelled, 2, null), (reply.Status, reply.Acknowledged.Length, reply.Lease));
        Assert.Equal([new TrialRange(2, 10)], reply.Revoked);
        Assert.Equal(SweepStatus.Cancelled, (await cluster.Store.FindSweepAsync(Sweep.Id))!.Head.Status);
        await cluster.Grains.SubmitAsync(Sweep);
        Assert.Equal(SweepStatus.Cancelled, (await Grain.GetProgressAsync()).Status);

        await Grain.ResumeAsync();

        Assert.Equal([new TrialRange(2, 12)], (await TellAsync(Here, wanted: 10)).Lease!.Ranges);
    }

    [Fact]
    public async Task A_new_activation_knows_what_is_in_the_store_and_recomputes_a_damaged_row()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await TellAsync(Here, rows: Rows(0, 100));
        SqliteFile.Execute(cluster.StorePath, "UPDATE results SET seconds = seconds + 1 WHERE cell = 1 AND replicate = 7");
        await cluster.DeactivateAsync(Grain);

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((SweepStatus.Running, 99), (progress.Status, progress.Committed));
        Assert.Contains(cluster.Alarms.Lines, line => line.Contains($"{Sweep.Id}/15: the stored row is damaged", StringComparison.Ordinal));
        Assert.Equal([new TrialRange(15, 16)], (await TellAsync(Here, wanted: 100)).Lease!.Ranges);
        Assert.Equal(SweepStatus.Completed, (await TellAsync(Here, rows: Rows(15, 1))).Status);
        Assert.Equal(Small.FingerprintOf(Sweep), await Grain.GetFingerprintAsync());
        Assert.Equal(50, (await Grain.GetRowsAsync(1, 0, 100)).Length);
    }

    private static TrialRow[] Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(trial => Small.RowOf(Sweep, trial, Here))];

    private static TrialRow Row(long trial, TrialResult result) => new(trial, result.Encode(), 1, There, 1);

    private Task<WorkerReply> TellAsync(string silo, TrialRow[]? rows = null, TrialRange[]? held = null, int wanted = 0) =>
        Grain.ExchangeAsync(new WorkerReport(silo, NumericsVersion.Current, rows ?? [], held ?? [], wanted, false));
}
