using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments;

/// <summary>An experiment whose trials are trained in epochs, so that they have learning curves and can be shortened to estimate their time.</summary>
public interface ITrainedInEpochs : IExperiment
{
    /// <summary>The epochs of a trial.</summary>
    int EpochsOf(TrialSettings settings);

    /// <summary>The settings with another number of epochs.</summary>
    TrialSettings WithEpochs(TrialSettings settings, int epochs);

    /// <summary>Trains a trial once more and measures it between epochs; the training is that of the trial, bit for bit.</summary>
    /// <returns>The points, from the untrained model to the last epoch in which everything was finite; none if there is nothing to train on.</returns>
    ImmutableArray<CurvePoint> TrainCurve(TrialSpec spec, FeatureStore features, CancellationToken stop);
}
