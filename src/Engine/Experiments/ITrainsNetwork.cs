using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments;

/// <summary>An experiment whose trials train a network that other programs can evaluate.</summary>
public interface ITrainsNetwork : IExperiment
{
    /// <summary>Trains a trial once more and keeps its network; the training is that of the trial, bit for bit.</summary>
    /// <returns>The result with the network; null, without training, if a prediction takes more than one forward pass of it.</returns>
    /// <exception cref="OperationCanceledException">The trial was cancelled.</exception>
    TrainedNetwork? TrainNetwork(TrialSpec spec, FeatureStore features, CancellationToken stop);
}
