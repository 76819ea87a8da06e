using Orleans.Concurrency;
using Orleans.Placement;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Features;
using Symmetry.Hosting;
using Symmetry.Hosting.Timing;

namespace Symmetry.Grains.Trials;

/// <summary>Measures some trials of a sweep in a slot of this silo, as <c>symmetry plan</c> does.</summary>
[PreferLocalPlacement]
[Reentrant]
internal sealed class PlanGrain(TrainingSlots slots, FeatureStore features, DataSetFolder dataSets, TimeProvider time) : Grain, IPlanGrain
{
    private Task<SweepEstimate>? running;

    public async Task<SweepEstimate> EstimateAsync(string specification)
    {
        try
        {
            return await (running ??= MeasureAsync(SweepCache.Parse(specification)));
        }
        finally
        {
            DeactivateOnIdle();
        }
    }

    private async Task<SweepEstimate> MeasureAsync(Sweep sweep)
    {
        if (sweep.Experiment is ProgramExperiment)
        {
            throw new RefusedException("Trials that are programs are not timed here. Use symmetry plan, which runs some of them.");
        }

        SweepCache.RequireImages(sweep, dataSets);
        try
        {
            var times = await slots.RunAsync(stop => Calibration.Measure(sweep, new TrialResources(features), time, stop), CancellationToken.None);
            return new SweepEstimate(times.Value.Seconds.Sum() * sweep.Replicates, slots.Count);
        }
        catch (DataSetException e)
        {
            throw new RefusedException(e.Message);
        }
    }
}
