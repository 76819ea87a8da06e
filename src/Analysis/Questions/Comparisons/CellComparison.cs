namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>One cell against the baseline.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Difference">The cell less the baseline; null without a common completed replicate.</param>
/// <param name="LeftOut">Replicates that ended in one of the two cells without a measurement in both.</param>
/// <param name="Better">Almost stochastic order: the cell above the baseline; null for fewer than two pairs.</param>
/// <param name="Worse">The baseline above the cell.</param>
/// <param name="Corrected">The Nadeau–Bengio interval and p, where they were asked for.</param>
public sealed record CellComparison(
    Cell Cell, Difference? Difference, long LeftOut,
    StochasticOrderResult? Better, StochasticOrderResult? Worse, (Estimate Mean, double PValue)? Corrected)
{
    /// <summary>The comparison by replicate; null without a common completed replicate.</summary>
    public PairedComparison? Paired => Difference?.Comparison;

    /// <summary>p after Holm's adjustment over the family; null where there is no p.</summary>
    public double? Holm => Difference?.Adjusted;
}
