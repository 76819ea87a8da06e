using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>One cell minus a baseline in one metric, replicate by replicate.</summary>
/// <param name="Cell">The cell that is compared.</param>
/// <param name="Baseline">The cell that it is compared with.</param>
/// <param name="Metric">The metric; the accuracy on X where it stands for both test sets.</param>
/// <param name="IsOfBothTestSets">Whether both cells see no difference between X and −X, so that the two are one question.</param>
/// <param name="Pairs">The pairs.</param>
/// <param name="Comparison">The mean difference with its interval, and what goes with it.</param>
/// <param name="Tested">What the test of the whole family says of this difference.</param>
/// <param name="Interval">The interval that leads: simultaneous over the family, or over the levels of a crossed design; null where there is
/// none.</param>
/// <param name="LeastDetectable">The smallest difference that so many pairs find with power 0.8 at the family's critical value, in the
/// metric's unit; null where there is no p or no spread.</param>
/// <param name="NoPValueReason">Why there is no p, in one sentence; null where there is one.</param>
public sealed record Difference(
    Cell Cell, Cell Baseline, Metric Metric, bool IsOfBothTestSets, PairedRuns Pairs, PairedComparison Comparison,
    FamilyDifference Tested, Interval? Interval, double? LeastDetectable, string? NoPValueReason)
{
    /// <summary>The metric as plots label it.</summary>
    public string Label => IsOfBothTestSets ? string.Join(", ", KnownMetrics.TestSets.Select(MetricText.Label)) : MetricText.Label(Metric);

    /// <summary>The step-down maxT p over the family; null where there is no p.</summary>
    public double? Adjusted => Tested.Adjusted;

    /// <summary>The metrics whose differences are one family with those of a metric: both accuracies together where both are measured, others alone.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="all">The metrics of the sweep.</param>
    public static IReadOnlyList<Metric> Family(Metric metric, IReadOnlyList<Metric> all) =>
        KnownMetrics.TestSets.Contains(metric) && Classification.HasTestSets(all) ? KnownMetrics.TestSets : [metric];

    /// <summary>
    /// What symmetric features have to beat: pixels with biases, trained on transformed copies. The first cell if the sweep has no such cell.
    /// </summary>
    public static Cell DefaultBaseline(Sweep sweep)
    {
        return sweep.Cells.FirstOrDefault(
            cell => cell.Settings is MlpSettings { UsesFeatures: true, IsInvariant: false, Bias: true, Training: TrainingSet.Both }, sweep.Cells[0]);
    }
}
