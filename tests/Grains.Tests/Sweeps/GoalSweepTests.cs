using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Sweeps;

/// <summary>Sweeps with a goal stop at the same n, with the same fingerprint, whatever the silos, slots and faults.</summary>
public sealed class GoalSweepTests
{
    // Results are uniform in [0, 1]: a half-width of 0.08 needs some 200 runs, and cells stop at different n.
    private static readonly Sweep Sweep = new(Small.Of("goal", 2).Spec with { Replicates = ReplicateDesign.UntilWidth(0.08, 400) });

    [Fact]
    public async Task Number_of_slots_does_not_change_where_cells_stop()
    {
        Assert.Equal(await RunAsync(1, 1), await RunAsync(1, 2));
    }

    [Fact]
    public async Task Two_silos_stop_where_a_direct_computation_stops()
    {
        var (stops, fingerprint) = Expected();

        Assert.Equal((string.Join(' ', stops), fingerprint), await RunAsync(2, 2));
    }

    // Method: one of two silos is killed in the middle of the sweep; the other one completes it.
    [Fact]
    public async Task Kill_does_not_change_where_cells_stop()
    {
        await using var cluster = await Cluster.StartAsync(2, Slowly);
        await cluster.Grains.SubmitAsync(Sweep);
        await Waiting.UntilAsync(async () => (await cluster.Sweep(Sweep).GetProgressAsync()).Committed > 100);
        await cluster.KillAsync(cluster.Silos[1]);

        var (stops, fingerprint) = Expected();
        Assert.Equal((string.Join(' ', stops), fingerprint), await EndAsync(cluster));
    }

    [Fact]
    public async Task Results_beyond_a_stop_do_not_count()
    {
        await using var cluster = await Cluster.StartIdleAsync();
        await cluster.Grains.SubmitAsync(Sweep);
        var grain = cluster.Sweep(Sweep);
        for (var trial = Sweep.Trials; trial > 0; trial -= 100)
        {
            // Backwards, so that results beyond the stop are stored before the stop is known.
            await ReportAsync(grain, [.. Enumerable.Range((int)trial - 100, 100).Select(number => Small.RowOf(Sweep, number, "S192.0.2.1:1:1"))], 0);
        }

        var (stops, fingerprint) = Expected();
        Assert.Equal((string.Join(' ', stops), fingerprint), await EndAsync(cluster));
        var progress = await grain.GetProgressAsync();
        Assert.Equal((stops.Sum(), stops.Sum(), stops.Sum()), (progress.Trials, progress.Committed, progress.Completed));

        await cluster.DeactivateAsync(grain);
        Assert.Equal((string.Join(' ', stops), fingerprint), await EndAsync(cluster));
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
        var stop = Expected().Stops[0];
        await ReportAsync(grain, [.. Enumerable.Range(0, (int)stop).Select(replicate => Small.RowOf(Sweep, Sweep.TrialOf(0, replicate), Here))], 0);
        var more = (await ReportAsync(grain, [], 1000)).Lease!.Ranges;
        Assert.All(more, range => Assert.Equal((1, 1L), ((int)(range.From % 2), range.Count)));
        var range = new TrialRange(Sweep.TrialOf(0, stop), Sweep.TrialOf(0, stop) + 1);
        var held = await grain.ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current, [], [range], 0, IsQuarantined: false));
        Assert.Single(held.Revoked);
    }

    private const string Here = "192.0.2.1:1@1";

    private static Task<WorkerReply> ReportAsync(ISweepGrain grain, TrialRow[] rows, int wanted) =>
        grain.ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current, rows, [], wanted, IsQuarantined: false));

    private static TrialResult Slowly(TrialSpec spec, CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(1);
        return Small.ResultOf(spec);
    }

    private static async Task<(string Stops, string Fingerprint)> RunAsync(int silos, int slots)
    {
        await using var cluster = await Cluster.StartAsync(silos, (spec, _) => Small.ResultOf(spec), slots);
        await cluster.Grains.SubmitAsync(Sweep);
        return await EndAsync(cluster);
    }

    private static async Task<(string Stops, string Fingerprint)> EndAsync(Cluster cluster)
    {
        var grain = cluster.Sweep(Sweep);
        await Waiting.UntilAsync(async () => (await grain.GetProgressAsync()).Status == SweepStatus.Completed);
        var tallies = (await grain.GetTalliesAsync(0, 10)).Tallies.Select(tally => CellTally.Decode(tally).Ended).ToList();
        for (var cell = 0; cell < tallies.Count; cell++)
        {
            Assert.Equal(tallies[cell], (await grain.GetRowsAsync(cell, 0, 1000)).Length);
        }

        return (string.Join(' ', tallies), await grain.GetFingerprintAsync());
    }

    // Computed without grains, in replicate order.
    private static (long[] Stops, string Fingerprint) Expected()
    {
        var stopping = new PrefixStopping(Sweep);
        using var fingerprint = new Fingerprint(Sweep);
        foreach (var cell in Sweep.Cells)
        {
            for (var replicate = 0L; !stopping.IsStopped(cell.Number); replicate++)
            {
                var result = Small.ResultOf(Sweep.SpecOf(Sweep.TrialOf(cell.Number, replicate)));
                stopping.Add(cell.Number, replicate, result);
                fingerprint.Add(cell.Number, replicate, result);
            }
        }

        return ([.. Sweep.Cells.Select(cell => stopping.PrefixOf(cell.Number))], fingerprint.Finish());
    }
}
