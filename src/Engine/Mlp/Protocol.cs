using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp;

/// <summary>How a network is trained; the meaning and range of each value is that of <see cref="TrialSettings"/>.</summary>
public sealed record Protocol(
    OptimizerKind Optimizer,
    float LearningRate,
    float Momentum,
    int Batch,
    int Epochs,
    float WeightDecay,
    Loss Loss,
    Initialisation Initialisation)
{
    /// <summary>The protocol that the settings of a trial name.</summary>
    public static Protocol Of(TrialSettings settings) => new(
        settings.Optimizer, settings.LearningRate, settings.Momentum, settings.Batch, settings.Epochs,
        settings.WeightDecay, settings.Loss, settings.Initialisation);
}
