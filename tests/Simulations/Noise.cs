namespace Symmetry.Simulations;

/// <summary>What a run of a cell adds to the cell's mean: mean 0, standard deviation 1.</summary>
/// <param name="Name">How tables call it.</param>
/// <param name="Baseline">Draws it for the first cell of a sweep.</param>
/// <param name="Others">Draws it for the others.</param>
internal sealed record Noise(string Name, Func<Dice, double> Baseline, Func<Dice, double> Others)
{
    /// <summary>Normal in every cell: differences are jointly symmetric.</summary>
    public static Noise Normal { get; } = new("normal", dice => dice.Normal(), dice => dice.Normal());

    /// <summary>Student's t with 3 degrees of freedom in every cell: jointly symmetric.</summary>
    public static Noise HeavyTailed { get; } = new("heavy-tailed, t(3)", dice => dice.HeavyTailed() / Math.Sqrt(3), dice => dice.HeavyTailed() / Math.Sqrt(3));

    /// <summary>Exponential in every cell: each difference is symmetric, but together they are not, since they share the baseline.</summary>
    public static Noise Skewed { get; } = new("exponential", dice => dice.Exponential() - 1, dice => dice.Exponential() - 1);

    /// <summary>Exponential in the baseline only: no difference is symmetric.</summary>
    public static Noise SkewedBaseline { get; } = new("exponential baseline, others normal", dice => dice.Exponential() - 1, dice => dice.Normal());
}
