using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Sweeps;

/// <summary>Sweeps with a goal stop at the same n, with the same fingerprint, whatever the silos, slots and faults: one rule of each kind.</summary>
public sealed class GoalSweepTests
{
    // Results are uniform in [0, 1]: a half-width of 0.08 needs some 200 runs, and cells stop at different n.
    private static readonly Sweep Sweep = new(Small.Of("goal", 2).Spec with { Replicates = ReplicateDesign.UntilWidth(0.08, 400) });

    // Later cells are better, by a third of a standard deviation each.
    private static readonly Sweep Race = new(Small.Of("race", 2, "0.01", "0.02", "0.03", "0.04", "0.05", "0.06").Spec with
    {
        Replicates = ReplicateDesign.Until(new BestGoal(0.9), 300),
    });

    private static readonly Sweep Decision = new(Small.Of("decision", 2, "0.01", "0.03", "0.05").Spec with
    {
        Replicates = ReplicateDesign.Until(new DecisionGoal([Rate("0.05")], [Rate("0.01")]), 300),
    });

    public static TheoryData<string> Rules => ["width", "race", "decision"];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Number_of_slots_does_not_change_where_cells_stop(string rule)
    {
        Assert.Equal(await RunAsync(Of(rule), 1, 1), await RunAsync(Of(rule), 1, 2));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Two_silos_stop_where_a_direct_computation_stops(string rule)
    {
        Assert.Equal(Texts(Expected(Of(rule))), await RunAsync(Of(rule), 2, 2));
    }

    // Method: one of two silos is killed in the middle of the sweep; the other one completes it.
    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Kill_does_not_change_where_cells_stop(string rule)
    {
        var sweep = Of(rule);
        var (stops, fingerprint) = Expected(sweep);
        await using var cluster = await Cluster.StartAsync(2, Slowly);
        await cluster.Grains.SubmitAsync(sweep);
        await Waiting.UntilAsync(async () => (await cluster.Sweep(sweep).GetProgressAsync()).Committed > stops.Sum() / 4);
        await cluster.KillAsync(cluster.Silos[1]);

        Assert.Equal(Texts((stops, fingerprint)), await EndAsync(cluster, sweep));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Results_beyond_a_stop_do_not_count(string rule)
    {
        var sweep = Of(rule);
        await using var cluster = await Cluster.StartIdleAsync();
        await cluster.Grains.SubmitAsync(sweep);
        var grain = cluster.Sweep(sweep);
        for (var trial = sweep.Trials; trial > 0; trial -= 100)
        {
            // Backwards, so that results beyond the stop are stored before the stop is known.
            await ReportAsync(grain, [.. Enumerable.Range((int)trial - 100, 100).Select(number => RowOf(sweep, number))], 0);
        }

        var (stops, fingerprint) = Expected(sweep);
        Assert.Equal(Texts((stops, fingerprint)), await EndAsync(cluster, sweep));
        var progress = await grain.GetProgressAsync();
        Assert.Equal((stops.Sum(), stops.Sum(), stops.Sum()), (progress.Trials, progress.Committed, progress.Completed));

        await cluster.DeactivateAsync(grain);
        Assert.Equal(Texts((stops, fingerprint)), await EndAsync(cluster, sweep));
    }

    [Fact]
    public async Task Cells_that_leave_a_race_are_named_and_get_no_more_leases()
    {
        await using var cluster = await Cluster.StartIdleAsync();
        await cluster.Grains.SubmitAsync(Race);
        var grain = cluster.Sweep(Race);
        var stopping = ReplicateStopping.Find(Race)!;
        var rounds = 0L;
        for (var trial = 0L; !stopping.IsStopped(0); trial++)
        {
            stopping.Add(Race.CellOf(trial).Number, Race.ReplicateOf(trial), ResultOf(Race.SpecOf(trial)));
            rounds = Race.ReplicateOf(trial) + 1;
        }

        Assert.Empty((await grain.GetTalliesAsync(0, 10)).Exits!);
        await ReportAsync(grain, [.. Enumerable.Range(0, (int)(rounds * Race.Cells.Length)).Select(number => RowOf(Race, number))], 0);

        var exit = (await grain.GetTalliesAsync(0, 1)).Exits!.Single();
        Assert.Equal((0, rounds), (exit.Cell, exit.After));
        Assert.True(exit.Evidence >= 5 / (1 - 0.9));
        Assert.Equal(stopping.Standing, (await grain.GetProgressAsync()).Standing);
        var more = (await ReportAsync(grain, [], 1000)).Lease!.Ranges;
        var leased = more.SelectMany(range => Enumerable.Range((int)range.From, (int)range.Count)).Select(trial => Race.CellOf(trial).Number).ToHashSet();
        Assert.DoesNotContain(0, leased);
        Assert.Contains(5, leased);
    }

    [Fact]
    public async Task Leases_end_at_the_forecast_and_stopped_cells_get_none()
    {
        await using var cluster = await Cluster.StartIdleAsync();
        await cluster.Grains.SubmitAsync(Sweep);
        var grain = cluster.Sweep(Sweep);

        // Before the first result: thirty replicates of both cells, and no more while these are held.
        var lease = (await ReportAsync(grain, [], 1000)).Lease!;
        Assert.Equal([new TrialRange(0, 60)], lease.Ranges);
        var report = new WorkerReport(Here, NumericsVersion.Current, [], [new TrialRange(0, 60)], 1000, IsQuarantined: false);
        Assert.Null((await grain.ExchangeAsync(report)).Lease);

        // Cell 0 stops. Then only trials of cell 1 are leased, which have odd numbers.
        var stop = Expected(Sweep).Stops[0];
        await ReportAsync(grain, [.. Enumerable.Range(0, (int)stop).Select(replicate => RowOf(Sweep, Sweep.TrialOf(0, replicate)))], 0);
        var more = (await ReportAsync(grain, [], 1000)).Lease!.Ranges;
        Assert.All(more, range => Assert.Equal((1, 1L), ((int)(range.From % 2), range.Count)));
        var range = new TrialRange(Sweep.TrialOf(0, stop), Sweep.TrialOf(0, stop) + 1);
        var held = await grain.ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current, [], [range], 0, IsQuarantined: false));
        Assert.Single(held.Revoked);
    }

    private const string Here = "192.0.2.1:1@1";

    private static Task<WorkerReply> ReportAsync(ISweepGrain grain, TrialRow[] rows, int wanted) =>
        grain.ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current, rows, [], wanted, IsQuarantined: false));

    private static Axis Rate(string rate) => Axis.Parse(ExperimentRegister.Default.Setting("learningRate"), rate);

    private static Sweep Of(string rule) => rule switch
    {
        "race" => Race,
        "decision" => Decision,
        _ => Sweep,
    };

    private static TrialRow RowOf(Sweep sweep, long trial) => new(trial, ResultOf(sweep.SpecOf(trial)).Encode(), 1, "S192.0.2.1:1:1", 0.5);

    private static TrialResult Slowly(TrialSpec spec, CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(1);
        return ResultOf(spec);
    }

    // A hash of the specification, better where the learning rate is larger.
    private static TrialResult ResultOf(TrialSpec spec)
    {
        var (result, bonus) = (Small.ResultOf(spec), (int)Math.Round(8000 * ((MlpSettings)spec.Settings).LearningRate));
        return Classification.Completed(
            (result.Find("accuracy")!.Value.Correct / 2) + bonus, result.Find("accuracy_inverted")!.Value.Correct, 1800, 1);
    }

    private static async Task<(string Stops, string Fingerprint)> RunAsync(Sweep sweep, int silos, int slots)
    {
        await using var cluster = await Cluster.StartAsync(silos, (spec, _) => ResultOf(spec), slots);
        await cluster.Grains.SubmitAsync(sweep);
        return await EndAsync(cluster, sweep);
    }

    private static async Task<(string Stops, string Fingerprint)> EndAsync(Cluster cluster, Sweep sweep)
    {
        var grain = cluster.Sweep(sweep);
        await Waiting.UntilAsync(async () => (await grain.GetProgressAsync()).Status == SweepStatus.Completed);
        var tallies = (await grain.GetTalliesAsync(0, 10)).Tallies.Select(tally => CellTally.Decode(tally).Ended).ToList();
        for (var cell = 0; cell < tallies.Count; cell++)
        {
            Assert.Equal(tallies[cell], (await grain.GetRowsAsync(cell, 0, 1000)).Length);
        }

        return (string.Join(' ', tallies), await grain.GetFingerprintAsync());
    }

    private static (string Stops, string Fingerprint) Texts((long[] Stops, string Fingerprint) expected) =>
        (string.Join(' ', expected.Stops), expected.Fingerprint);

    // Computed without grains, in the order of the trials.
    private static (long[] Stops, string Fingerprint) Expected(Sweep sweep)
    {
        var stopping = ReplicateStopping.Find(sweep)!;
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            stopping.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), ResultOf(sweep.SpecOf(trial)));
        }

        using var fingerprint = new Fingerprint(sweep);
        foreach (var cell in sweep.Cells)
        {
            for (var replicate = 0L; replicate < stopping.PrefixOf(cell.Number); replicate++)
            {
                fingerprint.Add(cell.Number, replicate, ResultOf(sweep.SpecOf(sweep.TrialOf(cell.Number, replicate))));
            }
        }

        return ([.. sweep.Cells.Select(cell => stopping.PrefixOf(cell.Number))], fingerprint.Finish());
    }
}
