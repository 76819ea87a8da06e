namespace Symmetry.Engine.Experiments.Points;

/// <summary>The settings of <see cref="PointsExperiment"/>.</summary>
public sealed record PointsSettings : TrialSettings
{
    /// <summary>The points. Default circles.</summary>
    public PointShape Shape { get; init; } = PointShape.Circles;

    /// <summary>Whether every layer has biases, or none. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The width of the hidden layer. One layer of 1 to 16 neurons, default 6.</summary>
    public Widths Hidden { get; init; } = new(6);

    /// <summary>The activation function of the hidden neurons. Default tanh.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>The initial weights. Default Glorot.</summary>
    public Initialisation Initialisation { get; init; } = Initialisation.Glorot;

    /// <summary>The loss. Default cross-entropy.</summary>
    public Loss Loss { get; init; } = Loss.CrossEntropy;

    /// <summary>λ of the penalty ½λ·Σw²: without it weights grow without limit, and there is no minimum. In (0, 1000], default 0.001.</summary>
    public float WeightDecay { get; init; } = 0.001f;
}
