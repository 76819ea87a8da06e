using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Analysis.Questions.Planning;

/// <summary>The precision that a plan is made for: a half-width, or a power for a difference.</summary>
/// <param name="HalfWidth">The half-width of every cell's interval; null for a power.</param>
/// <param name="Power">The chance of finding a difference from the baseline; null for a half-width.</param>
/// <param name="Difference">That difference.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
public sealed record PlanGoal(double? HalfWidth, double? Power, double? Difference, Cell Baseline)
{
    /// <summary>The metrics that it is about: the accuracies on X and −X, or the default metric of an experiment without them.</summary>
    /// <exception cref="SelectionException">The sweep has no default metric.</exception>
    public static IReadOnlyList<Metric> MetricsIn(Sweep sweep) => Comparisons.Difference.Family(MetricSelector.FindOrDefault(sweep, null), sweep.Metrics);

    /// <summary>How many differences from the baseline <c>compare</c> tests together: those of every other cell, in <see cref="MetricsIn"/>.</summary>
    public int FamilyIn(Sweep sweep) => Math.Max(1, DifferenceFamily.Count(CellPairs.With(sweep, [Baseline]), MetricsIn(sweep)));
}
