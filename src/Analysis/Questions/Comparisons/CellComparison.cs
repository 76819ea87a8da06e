namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>One cell against a baseline.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Baseline">The cell that it is compared with.</param>
/// <param name="Difference">The cell less the baseline; null without a common completed replicate.</param>
/// <param name="LeftOut">Replicates that ended in one of the two cells without a measurement in both.</param>
/// <param name="Order">Almost stochastic order in both directions; null for fewer than two pairs.</param>
/// <param name="Corrected">The Nadeau–Bengio interval and p, where they were asked for.</param>
public sealed record CellComparison(
    Cell Cell, Cell Baseline, Difference? Difference, long LeftOut, StochasticOrderResult? Order, (Estimate Mean, double PValue)? Corrected)
{
    /// <summary>The comparison by replicate; null without a common completed replicate.</summary>
    public PairedComparison? Paired => Difference?.Comparison;
}
