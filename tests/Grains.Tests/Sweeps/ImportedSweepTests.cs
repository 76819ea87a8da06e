using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Sweeps;

/// <summary>Imported results: stored by the coordinator, never leased.</summary>
public sealed class ImportedSweepTests : IAsyncLifetime
{
    private const string Here = "192.0.2.1:1@1";

    private static readonly Sweep Sweep = new(new SweepSpec
    {
        Name = "imported",
        Experiment = ImportedExperiment.With(new DeclaredColumns([], [DeclaredColumns.Metric("score", MetricDirection.Larger)]), new string('a', 64)),
        Replicates = ReplicateDesign.Independent(50),
    });

    private Cluster cluster = null!;

    private ISweepGrain Grain => cluster.Sweep(Sweep);

    public async ValueTask InitializeAsync() => cluster = await Cluster.StartIdleAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Trials_of_imported_results_are_not_leased()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        var reply = await Grain.ExchangeAsync(new WorkerReport(Here, NumericsVersion.Current, [], [], Wanted: 10, IsQuarantined: false));

        Assert.Null(reply.Lease);
        Assert.Equal(SweepStatus.Running, reply.Status);
    }

    [Fact]
    public async Task Import_that_stopped_continues_and_repeated_rows_stay_as_they_were()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await Grain.ImportAsync(Rows(0, 20));
        Assert.Equal([new TrialRange(20, 50)], await Grain.GetMissingAsync(0));

        // A second coordinator takes over, as after a kill.
        await cluster.Store.TakeEpochAsync(Sweep.Id);
        await Assert.ThrowsAsync<StoreException>(() => Grain.ImportAsync(Rows(20, 5)));
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                await Grain.ImportAsync(Rows(10, 40));
                return true;
            }
            catch (StoreException)
            {
                return false;
            }
        });

        var progress = await Grain.GetProgressAsync();
        Assert.Equal((SweepStatus.Completed, 50, 0), (progress.Status, progress.Committed, progress.Mismatched));
        using var expected = new Fingerprint(Sweep);
        foreach (var row in Rows(0, 50))
        {
            expected.Add(0, row.Trial, row.Result);
        }

        Assert.Equal(expected.Finish(), await Grain.GetFingerprintAsync());
    }

    [Fact]
    public async Task Failed_result_is_stored_at_once()
    {
        await cluster.Grains.SubmitAsync(Sweep);
        await Grain.ImportAsync([TrialRow.Encode(0, TrialResult.Failure("The file does not say why."), "", 0)]);

        Assert.Equal((1, 1), ((await Grain.GetProgressAsync()).Committed, (await Grain.GetProgressAsync()).Failed));
    }

    [Fact]
    public async Task Results_of_a_sweep_that_is_run_cannot_be_imported()
    {
        var run = Small.Of("coordinated", 50);
        await cluster.Grains.SubmitAsync(run);

        await Assert.ThrowsAsync<RefusedException>(() => cluster.Sweep(run).ImportAsync(Rows(0, 1)));
        await Assert.ThrowsAsync<RefusedException>(async () =>
        {
            await cluster.Grains.SubmitAsync(Sweep);
            await Grain.ImportAsync([new TrialRow(50, TrialResult.Divergence.Encode(), 1, "", 0)]);
        });
        Assert.Equal(0, (await cluster.Sweep(run).GetProgressAsync()).Committed);
    }

    private static TrialRow[] Rows(int from, int count) => [.. Enumerable.Range(from, count).Select(trial => TrialRow.Encode(
        trial, new TrialResult { Outcome = TrialOutcome.Completed, Values = [MetricValue.Real("score", Math.Sqrt(trial))] }, "", 0))];
}
