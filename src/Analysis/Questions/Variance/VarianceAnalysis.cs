using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Variance;

/// <summary>The variance components of one metric in one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Components">The analysis; null unless every replicate has a value, because the design must be balanced.</param>
public sealed record VarianceAnalysis(Cell Cell, Metric Metric, VarianceComponents? Components)
{
    /// <summary>Analyses a cell of a sweep whose replicates are crossed.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="metrics">The metrics; null for the default of tables, without the accuracy on −X where it is the same as on X.</param>
    public static IReadOnlyList<VarianceAnalysis> Analyse(SweepRuns runs, Cell cell, IReadOnlyList<Metric>? metrics = null)
    {
        return [.. (metrics ?? Default(runs, cell)).Select(metric => new VarianceAnalysis(cell, metric, Components(metric)))];

        VarianceComponents? Components(Metric metric)
        {
            var values = runs.Values(cell.Number, metric).Finite;
            return runs.Means.IsBalanced(values.Length) ? runs.Design!.Components(values, runs.Sweep.Spec.Seed, runs.QuestionOf(cell.Number, metric)) : null;
        }
    }

    private static IReadOnlyList<Metric> Default(SweepRuns runs, Cell cell)
    {
        var shown = SweepTable.DefaultMetrics(runs.Metrics);
        if (!Classification.HasTestSets(shown))
        {
            return [.. shown.Where(runs.Sweep.Experiment.MetricsOf(cell.Settings).Contains)];
        }

        var pairs = new PairedRuns(runs.Values(cell.Number, KnownMetrics.Accuracy), runs.Values(cell.Number, KnownMetrics.AccuracyInverted));
        return !runs.Means.IsBalanced(pairs.Count) || pairs.Differences.All(difference => difference == 0) ? [KnownMetrics.Accuracy] : KnownMetrics.TestSets;
    }
}
