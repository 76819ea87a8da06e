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
    // Orleans does not know this silo, so its leases expire only if it stops reporting.
    private const string Here = "192.0.2.1:1@1";
    private const string There = "192.0.2.2:1@1";

    private static readonly Sweep Sweep = Small.Of("coordinated", 50);

    private Cluster cluster = null!;

    private ISweepGrain Grain => cluster.Sweep(Sweep);

    public async ValueTask InitializeAsync() => cluster = await Cluster.StartIdleAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Submitting_again_has_no_effect()
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
    public async Task Invalid_specification_is_rejected(string canonical)
    {
        var catalog = cluster.Grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key);

        await Assert.ThrowsAsync<RefusedException>(() => catalog.SubmitAsync(canonical));
        Assert.Empty(await catalog.ListAsync());
    }

    [Fact]
    public async Task Unknown_sweep_is_rejected_and_can_be_submitted_later()
    {
        await Assert.ThrowsAsync<RefusedException>(() => Grain.GetProgressAsync());
        await cluster.Grains.SubmitAsync(Sweep);

        Assert.Equal(100, (await Grain.GetProgressAsync()).Trials);
    }

    [Fact]
    public async Task Results_are_acknowledged_and_counted_once_and_the_last_one_completes_the_sweep()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        var lease = (await ReportAsync(Here, wanted: 60)).Lease!;
        Assert.Equal([new TrialRange(0, 60)], lease.Ranges);

        var reply = await ReportAsync(Here, rows: Rows(0, 60), wanted: 60);
        Assert.Equal(60, reply.Acknowledged.Length);
        Assert.Equal([new TrialRange(60, 100)], reply.Lease!.Ranges);

        Assert.Equal(SweepStatus.Completed, (await ReportAsync(Here, rows: Rows(50, 50))).Status);
        var progress = await Grain.GetProgressAsync();
        Assert.Equal((100, 100, 0, 0, 0), (progress.Committed, progress.Completed, progress.Leased, progress.Verified, progress.Mismatched));
        Assert.Equal(Small.FingerprintOf(Sweep), await Grain.GetFingerprintAsync());
        Assert.Equal(SweepStatus.Completed, (await cluster.Store.FindSweepAsync(Sweep.Id))!.Head.Status);
    }

    [Fact]
    public async Task Superseded_coordinator_does_not_answer_with_old_counts()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, rows: Rows(0, 10));
        Assert.Equal(10, (await Grain.GetProgressAsync()).Committed);

        // As a second coordinator would, on a silo that this one does not know.
        var epoch = await cluster.Store.TakeEpochAsync(Sweep.Id);
        await cluster.Store.CommitAsync(Sweep, epoch, Rows(10, 90));

        await cluster.UntilCommittedAsync(Sweep, 100);
        Assert.Equal(Small.FingerprintOf(Sweep), await Grain.GetFingerprintAsync());
    }

    [Fact]
    public async Task Diverged_failed_and_violated_trials_complete_a_sweep()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        var diverged = new TrialResult { Outcome = TrialOutcome.Diverged, Reason = "infinite" };

        TrialResult[] results = [diverged, TrialResult.Failure("broken"),
            new() { Outcome = TrialOutcome.Violated, ViolatedFact = "fact", Reason = "It is violated." }];

        await ReportAsync(Here, rows: [.. Rows(0, 97), .. results.Select((result, i) => Row(97 + i, result) with { Attempts = 2 })]);

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((SweepStatus.Completed, 97, 1, 2), (progress.Status, progress.Completed, progress.Diverged, progress.Failed));
    }

    [Fact]
    public async Task Trial_that_fails_is_tried_again_on_another_silo_and_then_recorded()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, wanted: 10);
        await ReportAsync(There, wanted: 1);
        var failed = Row(3, TrialResult.Failure("broken"));

        var first = await ReportAsync(Here, rows: [failed], held: [new TrialRange(0, 3)], wanted: 1);
        Assert.Equal([3L], first.Acknowledged);
        Assert.DoesNotContain(first.Lease!.Ranges, range => range.From <= 3 && 3 < range.To);
        Assert.Equal(0, (await Grain.GetProgressAsync()).Committed);

        // If the reply is lost, the row is reported again: it is still the first attempt.
        await ReportAsync(Here, rows: [failed], held: [new TrialRange(0, 3)]);
        var second = await ReportAsync(There, wanted: 1);
        Assert.Equal([new TrialRange(3, 4)], second.Lease!.Ranges);
        Assert.Equal([3L], second.Lease.Again);
        await ReportAsync(There, rows: [failed with { Attempts = 2, Silo = There }]);

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((1, 1, 0), (progress.Committed, progress.Failed, progress.Mismatched));
    }

    [Fact]
    public async Task Only_silo_runs_the_second_attempt_itself()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, wanted: 10);

        var reply = await ReportAsync(Here, rows: [Row(3, TrialResult.Failure("broken"))], held: [new TrialRange(0, 3)], wanted: 2);

        Assert.Equal([3L], reply.Lease!.Again);
    }

    [Fact]
    public async Task Divergence_that_does_not_repeat_raises_an_alarm()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(There);
        await ReportAsync(Here, wanted: 1);
        await ReportAsync(Here, rows: [Row(0, new TrialResult { Outcome = TrialOutcome.Diverged, Reason = "infinite" })]);
        await ReportAsync(There, wanted: 1);

        await ReportAsync(There, rows: [Small.RowOf(Sweep, 0, There) with { Attempts = 2 }]);

        Assert.Equal((1, 1), ((await Grain.GetProgressAsync()).Completed, (await Grain.GetProgressAsync()).Mismatched));
    }

    [Fact]
    public async Task Alarms_survive_the_coordinator()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, rows: Rows(0, 10));
        await ReportAsync(There, rows: [Row(5, TrialResult.Failure("different bits"))]);

        await cluster.DeactivateAsync(Grain);

        Assert.Equal((10, 1), ((await Grain.GetProgressAsync()).Committed, (await Grain.GetProgressAsync()).Mismatched));
    }

    // Method: five trials fail Here and then complete There.
    [Fact]
    public async Task Silo_is_quarantined_if_its_failed_trials_complete_elsewhere()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(There);
        for (var trial = 0; trial < 5; trial++)
        {
            Assert.False((await ReportAsync(Here, wanted: 1)).IsQuarantined);
            await ReportAsync(Here, rows: [Row(trial, TrialResult.Failure("no memory"))]);
            Assert.Equal([(long)trial], (await ReportAsync(There, wanted: 1)).Lease!.Again);
            await ReportAsync(There, rows: [Small.RowOf(Sweep, trial, There) with { Attempts = 2 }]);
        }

        var refused = await ReportAsync(Here, wanted: 10);

        Assert.True(refused.IsQuarantined);
        Assert.Null(refused.Lease);
        Assert.Equal([true, false], (await Grain.GetSilosAsync()).OrderBy(silo => silo.Silo).Select(silo => silo.IsQuarantined));
        Assert.Equal([new TrialRange(5, 100)], (await ReportAsync(There, wanted: 100)).Lease!.Ranges);
    }

    [Fact]
    public async Task Missing_trials_are_listed()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, rows: [.. Rows(0, 3), .. Rows(5, 1), .. Rows(90, 10)]);

        Assert.Equal([new TrialRange(3, 5), new TrialRange(6, 90)], await Grain.GetMissingAsync(0));
        Assert.Equal([new TrialRange(7, 90)], await Grain.GetMissingAsync(7));
        Assert.Empty(await Grain.GetMissingAsync(90));
    }

    [Fact]
    public async Task Leased_trials_go_to_another_silo_only_after_they_are_handed_back()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, wanted: 100);

        var second = (await ReportAsync(There, wanted: 100)).Lease;
        Assert.Equal([], second?.Ranges ?? []);
        await ReportAsync(Here, held: [new TrialRange(0, 90)]);

        Assert.Equal([new TrialRange(90, 92)], (await ReportAsync(There, wanted: 100)).Lease!.Ranges);
    }

    [Fact]
    public async Task Trial_is_revoked_once_another_silo_has_completed_it()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, wanted: 10);
        await ReportAsync(There, rows: Rows(3, 1));

        Assert.Equal([new TrialRange(3, 4)], (await ReportAsync(Here, held: [new TrialRange(0, 10)])).Revoked);
    }

    [Fact]
    public async Task Equal_duplicate_is_verified_and_a_different_one_raises_an_alarm_and_is_dropped()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, rows: Rows(0, 10));

        var same = await ReportAsync(There, rows: [Small.RowOf(Sweep, 4, There)]);
        var different = await ReportAsync(There, rows: [Row(5, TrialResult.Failure("different bits"))]);

        Assert.Equal((1, 1), (same.Acknowledged.Length, different.Acknowledged.Length));
        var progress = await Grain.GetProgressAsync();
        Assert.Equal((10, 10, 1, 1), (progress.Committed, progress.Completed, progress.Verified, progress.Mismatched));
        Assert.Single(cluster.Alarms.Lines,
            line => line.Contains("ALARM", StringComparison.Ordinal) && line.Contains($"{Sweep.Id}/5", StringComparison.Ordinal));
        Assert.Equal(Small.ResultOf(Sweep.SpecOf(5)), (await Grain.GetRowsAsync(1, 2, 1)).Single().Read());
    }

    [Fact]
    public async Task Rows_of_cells_are_those_of_each_cell()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, rows: Rows(0, 11));

        var rows = await Grain.GetRowsOfCellsAsync(0, 2);

        Assert.Equal([0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9], rows.Select(row => row.Trial));
        Assert.Equal([1, 3, 5, 7, 9], (await Grain.GetRowsOfCellsAsync(1, 1)).Select(row => row.Trial));
        await Assert.ThrowsAsync<RefusedException>(() => Grain.GetRowsOfCellsAsync(1, 2));
    }

    [Fact]
    public async Task Results_that_were_not_stored_are_not_acknowledged_or_counted()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        cluster.Store.Before = () => throw new StoreException("away");

        await Assert.ThrowsAsync<StoreException>(() => ReportAsync(Here, rows: Rows(0, 10)));
        Assert.Equal(0, (await Grain.GetProgressAsync()).Committed);
        cluster.Store.Before = () => { };

        Assert.Equal(10, (await ReportAsync(Here, rows: Rows(0, 10))).Acknowledged.Length);
        Assert.Equal(10, (await Grain.GetProgressAsync()).Committed);
    }

    [Fact]
    public async Task Results_stored_without_a_reply_are_counted_once_when_reported_again()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        cluster.Store.After = () => throw new StoreException("no answer");
        await Assert.ThrowsAsync<StoreException>(() => ReportAsync(Here, rows: Rows(0, 10)));
        cluster.Store.After = () => { };

        await ReportAsync(Here, rows: Rows(0, 10));

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((10, 0, 0), (progress.Committed, progress.Verified, progress.Mismatched));
        Assert.Equal(10, (await Grain.GetRowsAsync(0, 0, 100)).Length + (await Grain.GetRowsAsync(1, 0, 100)).Length);
    }

    // A row more than the store has would read as one that it lost.
    [Fact]
    public async Task Row_of_which_two_commits_are_answered_in_reverse_order_is_counted_once()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        var answer = new TaskCompletionSource();
        var commits = 0;
        cluster.Store.Answer = () => commits++ == 0 ? answer.Task : Task.CompletedTask;

        var first = ReportAsync(Here, rows: Rows(0, 10));
        await ReportAsync(Here, rows: Rows(0, 10));
        answer.SetResult();
        await first;

        await ReportAsync(Here, rows: Rows(10, 10));
        var progress = await Grain.GetProgressAsync();
        Assert.Equal((20, 0), (progress.Committed, progress.Lost));
    }

    // A store that falls back to a time between the two would keep the wrong counts.
    [Fact]
    public async Task Sweep_is_completed_only_after_its_counts_are_stored()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        var gate = new TaskCompletionSource();
        var waiting = new TaskCompletionSource();
        var writes = 0;
        cluster.Store.Counting = () =>
        {
            if (writes++ > 0)
            {
                return Task.CompletedTask;
            }

            waiting.SetResult();
            return gate.Task;
        };

        var first = ReportAsync(Here, rows: [.. Rows(0, 99), new TrialRow(99, TrialResult.Failure("no memory").Encode(), 2, Here, 1)]);
        await waiting.Task;
        await ReportAsync(There);

        var head = (await cluster.Store.FindSweepAsync(Sweep.Id))!.Head;
        Assert.Equal((SweepStatus.Completed, 1), (head.Status, head.Failed));
        gate.SetResult();
        await first;
    }

    [Fact]
    public async Task Report_with_another_numerics_version_is_rejected()
    {
        await cluster.Grains.SubmitAsync(Sweep);

        await Assert.ThrowsAsync<RefusedException>(() =>
            Grain.ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current + 1, [], [], 5, false)));
    }

    [Fact]
    public async Task Row_that_is_invalid_or_of_no_trial_is_rejected()
    {
        await cluster.Grains.SubmitAsync(Sweep);

        await Assert.ThrowsAsync<RefusedException>(() => ReportAsync(Here, rows: [new TrialRow(100, [], 1, Here, 0)]));
        await Assert.ThrowsAsync<RefusedException>(() => ReportAsync(Here, rows: [new TrialRow(-1, [], 1, Here, 0)]));
        await Assert.ThrowsAsync<RefusedException>(() => ReportAsync(Here, rows: [new TrialRow(1, [7, 7], 1, Here, 0)]));
        Assert.Equal(0, (await Grain.GetProgressAsync()).Committed);
    }

    [Fact]
    public async Task Outcomes_are_stored_read_when_asked_for_and_part_of_the_fingerprint()
    {
        var keeping = Small.Keeping("keeping", 3);
        await cluster.Grains.SubmitAsync(keeping);
        var grain = cluster.Sweep(keeping);
        TrialRow[] rows = [.. Enumerable.Range(0, 6).Select(trial => Small.RowOf(keeping, trial, Here))];
        Assert.Equal(SweepStatus.Completed, (await grain.ExchangeAsync(Report(rows))).Status);
        Assert.Equal(6, (await grain.ExchangeAsync(Report([.. rows.Select(row => row with { Silo = There })]))).Acknowledged.Length);

        Assert.All(await grain.GetRowsAsync(1, 0, 10), row => Assert.Null(row.Outcomes));
        var read = await grain.GetOutcomesAsync(1, 1, 10);
        Assert.Equal([3L, 5L], read.Select(row => row.Trial));
        Assert.Equal(rows[3].Outcomes, read[0].Outcomes);
        Assert.Equal(rows[3].Result, (await grain.GetRowsAsync(1, 1, 10))[0].Result);
        Assert.Equal(Small.FingerprintOf(keeping), await grain.GetFingerprintAsync());
        Assert.Equal((6, 6, 0), await CountsAsync(grain));
    }

    [Fact]
    public async Task Pages_of_rows_with_outcomes_are_shorter_and_end_with_an_empty_one()
    {
        var keeping = Small.Keeping("keeping", 600);
        await cluster.Grains.SubmitAsync(keeping);
        var grain = cluster.Sweep(keeping);
        await grain.ExchangeAsync(Report([.. Enumerable.Range(0, 1200).Select(trial => Small.RowOf(keeping, trial, Here))]));

        Assert.Equal(500, (await grain.GetRowsAsync(0, 0, 2000)).Length);
        Assert.Equal(100, (await grain.GetOutcomesAsync(0, 500, 2000)).Length);
        Assert.Empty(await grain.GetOutcomesAsync(0, 600, 2000));
    }

    [Fact]
    public async Task Rows_without_their_outcomes_or_with_others_are_rejected()
    {
        var keeping = Small.Keeping("keeping", 3);
        await cluster.Grains.SubmitAsync(keeping);
        await cluster.Grains.SubmitAsync(Sweep);
        var (grain, row) = (cluster.Sweep(keeping), Small.RowOf(keeping, 0, Here));

        await Assert.ThrowsAsync<RefusedException>(() => grain.ExchangeAsync(Report([row with { Outcomes = null }])));
        await Assert.ThrowsAsync<RefusedException>(() => grain.ExchangeAsync(Report([row with { Outcomes = Small.RowOf(keeping, 1).Outcomes }])));
        await Assert.ThrowsAsync<RefusedException>(() => grain.ExchangeAsync(Report([row with { Result = Small.RowOf(Sweep, 0).Result }])));
        await Assert.ThrowsAsync<RefusedException>(() => Grain.ExchangeAsync(Report([row])));
        Assert.Equal((0, 0, 0), await CountsAsync(grain));
    }

    [Fact]
    public async Task Cancelled_sweep_accepts_results_gives_no_work_and_continues_when_resumed()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, wanted: 10);
        await Grain.CancelAsync();

        var reply = await ReportAsync(Here, rows: Rows(0, 2), held: [new TrialRange(2, 10)], wanted: 10);
        Assert.Equal((SweepStatus.Cancelled, 2, null), (reply.Status, reply.Acknowledged.Length, reply.Lease));
        Assert.Equal([new TrialRange(2, 10)], reply.Revoked);
        Assert.Equal(SweepStatus.Cancelled, (await cluster.Store.FindSweepAsync(Sweep.Id))!.Head.Status);
        await cluster.Grains.SubmitAsync(Sweep);
        Assert.Equal(SweepStatus.Cancelled, (await Grain.GetProgressAsync()).Status);

        await Grain.ResumeAsync();

        Assert.Equal([new TrialRange(2, 12)], (await ReportAsync(Here, wanted: 10)).Lease!.Ranges);
    }

    [Fact]
    public async Task New_activation_loads_the_store_and_recomputes_a_damaged_row()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await ReportAsync(Here, rows: Rows(0, 100));
        SqliteFile.Execute(cluster.StorePath, "UPDATE results SET seconds = seconds + 1 WHERE cell = 1 AND replicate = 7");
        await cluster.DeactivateAsync(Grain);

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((SweepStatus.Running, 99), (progress.Status, progress.Committed));
        Assert.Contains(cluster.Alarms.Lines, line => line.Contains($"{Sweep.Id}/15: the stored row is damaged", StringComparison.Ordinal));
        Assert.Equal([new TrialRange(15, 16)], (await ReportAsync(Here, wanted: 100)).Lease!.Ranges);
        Assert.Equal(SweepStatus.Completed, (await ReportAsync(Here, rows: Rows(15, 1))).Status);
        Assert.Equal(Small.FingerprintOf(Sweep), await Grain.GetFingerprintAsync());
        Assert.Equal(50, (await Grain.GetRowsAsync(1, 0, 100)).Length);
    }

    [Fact]
    public async Task Damaged_specification_is_named_as_such()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        SqliteFile.Execute(cluster.StorePath, "UPDATE sweeps SET canonical = replace(canonical, '50', '51')");

        var read = await Assert.ThrowsAsync<StoreException>(() => Grain.GetProgressAsync());
        var submitted = await Assert.ThrowsAsync<StoreException>(() => cluster.Grains.SubmitAsync(Sweep));

        Assert.StartsWith($"The stored specification of {Sweep.Id} is damaged.", read.Message, StringComparison.Ordinal);
        Assert.Equal(read.Message, submitted.Message);
    }

    private static WorkerReport Report(TrialRow[] rows) => new(Here, NumericsVersion.Current, rows, [], 0, false);

    private static async Task<(long, long, long)> CountsAsync(ISweepGrain grain)
    {
        var progress = await grain.GetProgressAsync();
        return (progress.Committed, progress.Verified, progress.Mismatched);
    }

    private static TrialRow[] Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(trial => Small.RowOf(Sweep, trial, Here))];

    private static TrialRow Row(long trial, TrialResult result) => new(trial, result.Encode(), 1, There, 1);

    private Task<WorkerReply> ReportAsync(string silo, TrialRow[]? rows = null, TrialRange[]? held = null, int wanted = 0) =>
        Grain.ExchangeAsync(new WorkerReport(silo, NumericsVersion.Current, rows ?? [], held ?? [], wanted, false));
}
