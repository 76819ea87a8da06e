using Symmetry.Analysis.Paper;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The table of a sweep: cells × metrics.</summary>
public sealed class SweepTable
{
    private readonly Dictionary<(int Cell, Metric Metric), MetricSummary> summaries = [];

    /// <summary>Chooses what is shown.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="metrics">The metrics that were asked for; null for the accuracies on both test sets.</param>
    /// <param name="intervals">Which middle with which interval; null for the default.</param>
    public SweepTable(SweepRuns runs, IReadOnlyList<Metric>? metrics = null, IntervalChoice? intervals = null)
    {
        (Runs, Chosen, Intervals) = (runs, metrics, intervals ?? IntervalChoice.Default);
        Metrics = metrics ?? DefaultMetrics(runs);
    }

    /// <summary>What the sweep found.</summary>
    public SweepRuns Runs { get; }

    /// <summary>The sweep.</summary>
    public Sweep Sweep => Runs.Sweep;

    /// <summary>The metrics that were asked for; null for the default.</summary>
    public IReadOnlyList<Metric>? Chosen { get; }

    /// <summary>The metrics that are shown.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Which middle is shown with which interval.</summary>
    public IntervalChoice Intervals { get; }

    /// <summary>Whether cells too skewed for their interval are marked: where it is Student's t over independent runs.</summary>
    public bool FlagsSkewness => Intervals == IntervalChoice.Default && Runs.Design is null;

    /// <summary>The exact facts that concern at least one cell.</summary>
    public IReadOnlyList<FactTally> Facts => FactTally.All(Runs);

    /// <summary>The metrics that are shown where nobody chose others.</summary>
    public static IReadOnlyList<Metric> DefaultMetrics(SweepRuns runs) =>
        KnownMetrics.TestSets.All(runs.Metrics.Contains)
            ? KnownMetrics.TestSets
            : [.. runs.Metrics.Where(metric => metric != KnownMetrics.Seconds)];

    /// <summary>The metrics of a cell as plots show them: one for both test sets where features are invariant.</summary>
    public IReadOnlyList<Metric> Distinct(Cell cell) =>
        cell.Settings is MlpSettings { IsInvariant: true } && KnownMetrics.TestSets.All(Metrics.Contains)
            ? [.. Metrics.Where(metric => metric != KnownMetrics.AccuracyInverted)]
            : Metrics;

    /// <summary>One metric of one cell.</summary>
    public MetricSummary Summary(Cell cell, Metric metric)
    {
        if (!summaries.TryGetValue((cell.Number, metric), out var summary))
        {
            summary = new MetricSummary(
                metric, Runs.Values(cell.Number, metric), Runs.Cells[cell.Number].Diverged, PaperTables.Find(cell.Settings, metric),
                () => Intervals.Middle(Runs, cell.Number, metric));
            summaries.Add((cell.Number, metric), summary);
        }

        return summary;
    }
}
