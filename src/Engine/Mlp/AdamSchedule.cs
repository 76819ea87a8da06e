namespace Symmetry.Engine.Mlp;

/// <summary>The factors of step t of Adam, which correct for averages that start at zero (Kingma and Ba, 2015, algorithm 1).</summary>
/// <remarks>The powers of β are repeated products in double precision; the factors are rounded to floats.</remarks>
internal readonly record struct AdamSchedule(double Power1, double Power2, float NegativeRate, float RootScale)
{
    /// <summary>β₁, the decay of the mean gradient.</summary>
    public const float Beta1 = 0.9f;

    public const float OneMinusBeta1 = 0.1f;

    /// <summary>β₂, the decay of the mean squared gradient.</summary>
    public const float Beta2 = 0.999f;

    public const float OneMinusBeta2 = 0.001f;

    /// <summary>ε, which keeps the division finite.</summary>
    public const float Epsilon = 1e-8f;

    public static AdamSchedule Start { get; } = new(1, 1, 0, 0);

    /// <summary>The factors of the next step.</summary>
    public AdamSchedule Next(float rate)
    {
        var power1 = Power1 * 0.9;
        var power2 = Power2 * 0.999;
        return new AdamSchedule(power1, power2, (float)(-rate / (1 - power1)), (float)(1 / Math.Sqrt(1 - power2)));
    }
}
