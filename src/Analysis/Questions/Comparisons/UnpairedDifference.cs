namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>One cell less a baseline in one metric, where runs are not pairs.</summary>
/// <param name="Cell">The cell that is compared.</param>
/// <param name="Baseline">The cell that it is compared with.</param>
/// <param name="Metric">The metric; the accuracy on X where it stands for both test sets.</param>
/// <param name="IsOfBothTestSets">Whether both cells see no difference between X and −X, so that the two are one question.</param>
/// <param name="First">How many runs of the cell have a value.</param>
/// <param name="Second">How many runs of the baseline have a value.</param>
/// <param name="Comparison">Welch's t test; null for fewer than two runs of a side.</param>
/// <param name="Adjusted">Holm's p over the family; null where there is no p.</param>
/// <param name="Simultaneous">The interval that holds for all differences of the family together (Bonferroni); null where there is no p.</param>
/// <param name="NoPValueReason">Why there is no p, in one sentence; null where there is one.</param>
public sealed record UnpairedDifference(
    Cell Cell, Cell Baseline, Metric Metric, bool IsOfBothTestSets, int First, int Second, UnpairedComparison? Comparison,
    double? Adjusted, Interval? Simultaneous, string? NoPValueReason)
{
    /// <summary>The p of this difference alone; null where there is none.</summary>
    public double? P => NoPValueReason is null ? Comparison?.PValue : null;

    /// <summary>The interval of this difference alone; null where there is no p.</summary>
    public Interval? Interval => NoPValueReason is null ? Comparison?.IntervalAt() : null;

    /// <summary>Whether it answers for a metric.</summary>
    public bool IsAbout(Metric metric) => Metric == metric || IsOfBothTestSets;
}
