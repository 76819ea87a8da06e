using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Figures;

/// <summary>One line of a strip plot: every run of one cell in one metric, and what is said about them.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Name">The cell's name.</param>
/// <param name="Label">The metric's label; that of both test sets where X and −X have the same bits.</param>
/// <param name="Summary">The mean with its interval, and the paper's number.</param>
public sealed record Strip(Cell Cell, string Name, string Label, MetricSummary Summary)
{
    /// <summary>More points than this are a blot.</summary>
    public const int MaxRuns = 200;

    private double[]? runs;

    /// <summary>The metric.</summary>
    public Metric Metric => Summary.Metric;

    /// <summary>The values in increasing order, at most <see cref="MaxRuns"/> of them, evenly spaced by rank.</summary>
    public IReadOnlyList<double> Runs => runs ??= Thin(Summary.Sorted);

    /// <summary>The part of the 95 % prediction interval of one run where values can be; null for fewer than two runs.</summary>
    public Interval? OneRun => Metric.Kind is MetricKind.Proportion ? Summary.IntervalOfOneRun?.ClippedTo(0, 1) : Summary.IntervalOfOneRun;

    /// <summary>The strips of one cell: one for each metric, and one for both test sets where features are invariant.</summary>
    public static IEnumerable<Strip> Build(SweepTable table, Cell cell)
    {
        var isOne = table.Distinct(cell).Count < table.Metrics.Count;
        return table.Distinct(cell).Select(metric => new Strip(
            cell, CellLabel.Long(table.Sweep, cell),
            isOne && metric == KnownMetrics.Accuracy ? string.Join(", ", KnownMetrics.TestSets.Select(MetricText.Label)) : MetricText.Label(metric),
            table.Summary(cell, metric)));
    }

    private static double[] Thin(double[] sorted) => sorted.Length <= MaxRuns
        ? sorted
        : [.. Enumerable.Range(0, MaxRuns).Select(i => sorted[(int)((i + 0.5) * sorted.Length / MaxRuns)])];
}
