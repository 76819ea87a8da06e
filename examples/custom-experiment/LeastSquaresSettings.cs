using Symmetry.Engine.Settings;

namespace CustomExperiment;

/// <summary>The settings of <see cref="LeastSquares"/>.</summary>
public sealed record LeastSquaresSettings : TrialSettings
{
    /// <summary>Whether the fitted weights are averaged over the reversal. Default false.</summary>
    public bool Invariance { get; init; }

    /// <summary>Training samples n, more than the dimension + 1. 3 to 100,000, default 40.</summary>
    public int Samples { get; init; } = 40;

    /// <summary>Inputs d of a sample. 1 to 100, default 10.</summary>
    public int Dimension { get; init; } = 10;

    /// <summary>Standard deviation sigma of the noise. 0 to 1000, default 1.</summary>
    public double Noise { get; init; } = 1;
}
