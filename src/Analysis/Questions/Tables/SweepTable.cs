using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Best;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The table of a sweep: cells × metrics.</summary>
public sealed class SweepTable
{
    /// <summary>Up to how many cells a table says which may be best: 1,000, which takes about a second. Beyond, that is a question of its own.</summary>
    public const int MaxCellsOfBest = 1_000;

    private readonly Dictionary<(int Cell, Metric Metric), MetricSummary> summaries = [];
    private readonly Lazy<BestCells?> best;
    private readonly Lazy<Dictionary<Cell, bool>> mayBeBest;
    private readonly Lazy<Race?> race;
    private readonly Lazy<Decision?> decision;

    /// <summary>Chooses what is shown.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="metrics">The metrics that were asked for; null for the accuracies on both test sets.</param>
    /// <param name="intervals">Which middle with which interval; null for the default.</param>
    public SweepTable(SweepRuns runs, IReadOnlyList<Metric>? metrics = null, IntervalChoice? intervals = null)
    {
        (Runs, Chosen, Intervals) = (runs, metrics, intervals ?? IntervalChoice.Default);
        Metrics = metrics ?? DefaultMetrics(runs);
        best = new Lazy<BestCells?>(FindBest);
        mayBeBest = new Lazy<Dictionary<Cell, bool>>(() => Best?.Cells.ToDictionary(cell => cell.Cell, cell => cell.Standing.MayBeBest) ?? []);
        race = new Lazy<Race?>(() => Sweep.Spec.Replicates.Goal is BestGoal ? Race.Replay(Runs) : null);
        decision = new Lazy<Decision?>(() => Sweep.Spec.Replicates.Goal is DecisionGoal ? Decision.Replay(Runs) : null);
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

    /// <summary>Which cells may be best in the first metric shown that has a direction.</summary>
    /// <remarks>Null where that says nothing: for unfinished sweeps, races, a single cell or more than <see cref="MaxCellsOfBest"/>, crossed designs, and
    /// too few replicates to exclude a cell.</remarks>
    public BestCells? Best => best.Value;

    /// <summary>Whether a cell may be best; null where <see cref="Best"/> says nothing or the cell has too few runs.</summary>
    public bool? MayBeBest(Cell cell) => mayBeBest.Value.TryGetValue(cell, out var may) ? may : null;

    /// <summary>The race of the cells; null if the sweep has another goal or none.</summary>
    public Race? Race => race.Value;

    /// <summary>The decision between two cells; null if the sweep has another goal or none.</summary>
    public Decision? Decision => decision.Value;

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

    private BestCells? FindBest()
    {
        if (!Runs.IsComplete || Sweep.Spec.Replicates.Goal is BestGoal || Sweep.Cells.Length > MaxCellsOfBest
            || BestCells.DefaultMetric(Metrics) is not { } metric || BestCells.Refusal(Runs, metric) is not null)
        {
            return null;
        }

        var found = BestCells.Find(Runs, metric);
        return found.NoExclusionReason is null ? found : null;
    }
}
