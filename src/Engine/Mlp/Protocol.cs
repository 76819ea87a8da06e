namespace Symmetry.Engine.Mlp;

/// <summary>How a network is trained; each value has the meaning and range of the setting with its name.</summary>
public sealed record Protocol(
    OptimizerKind Optimizer,
    float LearningRate,
    float Momentum,
    int Batch,
    int Epochs,
    float WeightDecay,
    Loss Loss,
    Initialisation Initialisation);
