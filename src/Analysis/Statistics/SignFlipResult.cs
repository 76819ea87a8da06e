namespace Symmetry.Analysis.Statistics;

/// <summary>What a sign-flip test found.</summary>
/// <param name="P">The share of the flips whose |Σ ±d| is at least the observed one, in (0, 1]; 1 for no difference at all.</param>
/// <param name="MidP">The same with the flips that only reach it counted half, in (0, 1]; 1 for no difference at all.</param>
/// <param name="Method">How both were found.</param>
public readonly record struct SignFlipResult(double P, double MidP, SignFlipMethod Method)
{
    internal static SignFlipResult NoDifference { get; } = new(1, 1, SignFlipMethod.Exact);
}
