namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>What trials have in common that train on the same rows in the same order, in batches of one size, at the same cost.</summary>
/// <param name="Settings">The settings, with a common value for each that changes neither the rows nor much of the time.</param>
/// <param name="Indices">The random numbers, without those of the initial weights.</param>
internal sealed record JointKey(MlpSettings Settings, StreamIndices Indices)
{
    // About 0.1 s. A longer training would wait for as many others as run together with it, and be lost with them.
    private const double MaxOperations = 1e10;

    /// <summary>The key of a trial; null if it runs alone, because it is long or because its result takes longer than its training.</summary>
    public static JointKey? Of(TrialSpec spec)
    {
        var settings = (MlpSettings)spec.Settings;
        return settings.Measure is MeasureKind.Minimum || MlpCost.Operations(settings) > MaxOperations ? null : new JointKey(
            settings with
            {
                Bias = true,
                BiasScale = 0,
                Optimizer = OptimizerKind.Sgd,
                LearningRate = 1,
                Momentum = 0,
                WeightDecay = 0,
                Loss = Loss.CrossEntropy,
                Activation = Activation.Tanh,
                Initialisation = Initialisation.Glorot,
            },
            spec.Indices with { Weights = 0 });
    }
}
