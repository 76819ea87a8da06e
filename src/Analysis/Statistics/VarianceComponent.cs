namespace Symmetry.Analysis.Statistics;

/// <summary>One source of variance: a factor, an interaction of factors, or what remains.</summary>
/// <param name="Name">"weights", "split x weights" or "residual".</param>
/// <param name="Factors">The numbers of the factors involved, in increasing order; none for a residual of repeats.</param>
/// <param name="Degrees">Degrees of freedom of its mean square.</param>
/// <param name="MeanSquare">Its mean square.</param>
/// <param name="Variance">
/// The unbiased estimate, in squared units. It may be negative: then the factor shows less than its chance variation, and the
/// variance is small or 0. It is shown as it is, because cutting it would bias averages of such estimates.
/// </param>
/// <param name="Interval">The MLS interval of the variance, cut to [0, ∞), so it need not hold a negative estimate.</param>
/// <param name="Share">Its part of the variance of one run, in [0, 1], negative estimates taken as 0; the interval is
/// generalized.</param>
public sealed record VarianceComponent(
    string Name, IReadOnlyList<int> Factors, long Degrees, double MeanSquare, double Variance, Interval Interval, Estimate Share);
