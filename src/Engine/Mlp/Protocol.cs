using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp;

/// <summary>How a network is trained; the meaning and range of each value is that of the setting with its name.</summary>
public sealed record Protocol(
    OptimizerKind Optimizer,
    float LearningRate,
    float Momentum,
    int Batch,
    int Epochs,
    float WeightDecay,
    Loss Loss,
    Initialisation Initialisation);
