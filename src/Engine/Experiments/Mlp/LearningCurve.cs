using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>Trains a trial once more and measures it between epochs; the training is that of the trial, bit for bit.</summary>
/// <remarks>Every point is the trial that ends there, so with restore: best it is the best network up to there.</remarks>
internal static class LearningCurve
{
    /// <summary>The maximum number of points; longer trainings are measured at equal steps.</summary>
    public const int MaxPoints = 61;

    /// <summary>The curve, from the untrained network to the last epoch, or to the last epoch in which everything was finite.</summary>
    /// <returns>The points; none if sampling kept no training rows.</returns>
    public static ImmutableArray<CurvePoint> Compute(TrialSpec spec, FeatureStore features, CancellationToken stop = default)
    {
        var points = ImmutableArray.CreateBuilder<CurvePoint>();
        var task = ((MlpSettings)spec.Settings).Symmetry.Prepare(spec, features);
        if (task.Rows.Length == 0)
        {
            return [];
        }

        var step = Math.Max(1, (task.Settings.Epochs + MaxPoints - 2) / (MaxPoints - 1));
        var monitor = task.Monitor();
        task.Train(
            (epochs, network) =>
            {
                var continues = monitor.Observe(epochs, network);
                if (epochs % step == 0 || epochs == task.Settings.Epochs)
                {
                    var measured = monitor.Choose(network);
                    var (original, transformed) = task.CountCorrect(measured);
                    var total = (double)task.Split.Test.Length;
                    points.Add(new CurvePoint(epochs, task.TrainLoss(measured), original / total, transformed / total));
                }

                return continues;
            }, stop);
        return points.ToImmutable();
    }
}
