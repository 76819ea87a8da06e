using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>One cell minus the baseline in one metric, replicate by replicate.</summary>
/// <param name="Cell">The cell that is compared.</param>
/// <param name="Metric">The metric; the accuracy on X where it stands for both test sets.</param>
/// <param name="IsOfBothTestSets">Whether both cells see no difference between X and −X, so that the two are one question.</param>
/// <param name="Pairs">The pairs.</param>
/// <param name="Comparison">The mean difference with its interval, and the test.</param>
/// <param name="Adjusted">Holm's p over the declared family; null where there is no test.</param>
public sealed record Difference(Cell Cell, Metric Metric, bool IsOfBothTestSets, PairedRuns Pairs, PairedComparison Comparison, double? Adjusted)
{
    private const string SharedLevels =
        "The design is crossed: its replicates share levels and are no independent pairs, so that intervals count levels and there is no p.";

    /// <summary>The metric as plots label it.</summary>
    public string Label => IsOfBothTestSets ? string.Join(", ", KnownMetrics.TestSets.Select(MetricText.Label)) : MetricText.Label(Metric);

    /// <summary>Compares cells with a baseline: one declared family.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="baseline">The baseline's number.</param>
    /// <param name="metrics">The metrics of the family.</param>
    /// <param name="cells">The cells that are compared; null for all.</param>
    /// <returns>By cell, metrics in their order; cells without a pair are left out.</returns>
    public static IReadOnlyList<Difference> Compare(SweepRuns runs, int baseline, IReadOnlyList<Metric> metrics, IReadOnlyCollection<int>? cells = null)
    {
        var raw = new List<Difference>();
        foreach (var cell in runs.Sweep.Cells.Where(cell => cell.Number != baseline && cells?.Contains(cell.Number) != false))
        {
            // Where both see no difference between X and -X, one question is not asked twice.
            var isSame = cell.Settings is MlpSettings { IsInvariant: true } && runs.Sweep.Cells[baseline].Settings is MlpSettings { IsInvariant: true }
                && KnownMetrics.TestSets.All(metrics.Contains);
            foreach (var metric in metrics.Where(metric => !isSame || metric != KnownMetrics.AccuracyInverted))
            {
                var pairs = runs.Pairs(cell.Number, baseline, metric);
                if (pairs.Count > 0)
                {
                    raw.Add(new Difference(cell, metric, isSame && metric == KnownMetrics.Accuracy, pairs, Compare(runs, cell.Number, metric, pairs), null));
                }
            }
        }

        var adjusted = HolmAdjustment.Adjust([.. raw.Select(difference => difference.Comparison.PValue).OfType<double>()]);
        var next = 0;
        return [.. raw.Select(difference => difference.Comparison.PValue is null ? difference : difference with { Adjusted = adjusted[next++] })];
    }

    /// <summary>The metrics whose differences are one family with those of a metric: both accuracies together, others alone.</summary>
    public static IReadOnlyList<Metric> Family(Metric metric) => KnownMetrics.TestSets.Contains(metric) ? KnownMetrics.TestSets : [metric];

    /// <summary>
    /// What symmetric features have to beat: pixels with biases, trained on transformed copies. The first cell if the sweep has no such cell.
    /// </summary>
    public static Cell DefaultBaseline(Sweep sweep)
    {
        return sweep.Cells.FirstOrDefault(
            cell => cell.Settings is MlpSettings { UsesFeatures: true, IsInvariant: false, Bias: true, Training: TrainingSet.Both }, sweep.Cells[0]);
    }

    private static PairedComparison Compare(SweepRuns runs, int cell, Metric metric, PairedRuns pairs)
    {
        var (seed, question) = (runs.Sweep.Spec.Seed, runs.QuestionOf(cell, metric));
        var comparison = pairs.Total > 0
            ? PairedComparison.CompareCounts(pairs.Counts.First, pairs.Counts.Second, pairs.Total, seed, question)
            : PairedComparison.Compare(pairs.First, pairs.Second, seed, question);
        if (runs.Design is null)
        {
            return comparison;
        }

        // Replicates that share levels are no independent pairs: the interval counts levels, and signs cannot be flipped.
        return comparison with
        {
            Difference = runs.Means.MeanOfReals(pairs.Differences),
            BcaDifference = comparison.BcaDifference with { Interval = null },
            Superiority = comparison.Superiority with { Interval = null },
            PValue = null,
            Test = null,
            PairedTPValue = null,
            SignFlip = null,
            NoPValueReason = SharedLevels,
        };
    }
}
