using Orleans.Concurrency;
using Orleans.Placement;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;

namespace Symmetry.Grains.Trials;

/// <summary>Trains one trial again in a slot of this silo, records its learning curve, and stores nothing.</summary>
[KeepAlive]
[PreferLocalPlacement]
[Reentrant]
internal sealed class CurveGrain(TrainingSlots slots, SweepCache sweeps, FeatureStore features) : Grain, ICurveGrain
{
    private Task<TrialCurve>? running;

    public async Task<TrialCurve> GetAsync()
    {
        try
        {
            return await (running ??= TrainAsync());
        }
        finally
        {
            DeactivateOnIdle();
        }
    }

    private async Task<TrialCurve> TrainAsync()
    {
        var (_, _, spec) = await sweeps.GetTrialAsync(this.GetPrimaryKeyString());
        if (spec.Experiment is not ITrainedInEpochs experiment)
        {
            throw new RefusedException($"The experiment '{spec.Experiment.Name}' has no learning curves: it does not train in epochs.");
        }

        try
        {
            var points = (await slots.RunAsync(token => experiment.TrainCurve(spec, features, token), CancellationToken.None)).Value;
            return new TrialCurve(
                [.. points.Select(point => point.Epochs)],
                [.. points.Select(point => point.TrainLoss)],
                [.. points.Select(point => point.Original)],
                [.. points.Select(point => point.Inverted)]);
        }
        catch (DataSetException e)
        {
            throw new RefusedException(e.Message);
        }
    }
}
