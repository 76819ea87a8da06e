using System.Collections.Concurrent;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Best;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The table of a sweep: cells × metrics.</summary>
public sealed class SweepTable
{
    /// <summary>Up to how many cells a table says which may be best: 1,000, which takes about a second. Beyond, that is a question of its own.</summary>
    public const int MaxCellsOfBest = 1_000;

    private readonly ConcurrentDictionary<(int Cell, Metric Metric), MetricSummary> summaries;
    private readonly ConcurrentDictionary<Metric, Lazy<BestCells?>> compared;
    private readonly Lazy<ImmutableArray<Cell>> cells;
    private readonly Lazy<Dictionary<Cell, bool>> mayBeBest;
    private readonly Lazy<Race?> race;
    private readonly Lazy<Decision?> decision;

    /// <summary>Chooses what is shown.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="metrics">The metrics that were asked for; null for the default (<see cref="DefaultMetrics"/>).</param>
    /// <param name="intervals">Which middle with which interval; null for the default.</param>
    /// <param name="selection">Which cells in which order; null for all in cell order. The metric by which they are sorted is shown in any case.</param>
    /// <param name="columns">Which columns of results; null for the default.</param>
    public SweepTable(
        SweepRuns runs, IReadOnlyList<Metric>? metrics = null, IntervalChoice? intervals = null, CellSelection? selection = null,
        ImmutableArray<ResultColumn>? columns = null)
        : this(runs, metrics, intervals, selection, columns, null)
    {
    }

    private SweepTable(
        SweepRuns runs, IReadOnlyList<Metric>? metrics, IntervalChoice? intervals, CellSelection? selection, ImmutableArray<ResultColumn>? columns,
        SweepTable? computed)
    {
        (Runs, Chosen, Intervals) = (runs, metrics, intervals ?? IntervalChoice.Default);
        (Selection, Columns) = (selection ?? CellSelection.All, columns);
        var shown = metrics ?? DefaultMetrics(runs.Metrics);
        Metrics = Selection.SortBy is { } sortedBy && !shown.Contains(sortedBy) ? [.. shown, sortedBy] : shown;
        cells = new Lazy<ImmutableArray<Cell>>(() => Selection.Choose(Sweep, (cell, metric) => Summary(cell, metric).Middle.Value));
        (summaries, compared) = (computed?.summaries ?? [], computed?.compared ?? []);
        mayBeBest = new Lazy<Dictionary<Cell, bool>>(() => Best?.Cells.ToDictionary(cell => cell.Cell, cell => cell.Standing.MayBeBest) ?? []);
        race = computed?.race ?? new Lazy<Race?>(() => Sweep.Spec.Replicates.Goal is BestGoal ? Race.Replay(Runs) : null);
        decision = computed?.decision ?? new Lazy<Decision?>(() => Sweep.Spec.Replicates.Goal is DecisionGoal ? Decision.Replay(Runs) : null);
    }

    /// <summary>What the sweep found.</summary>
    public SweepRuns Runs { get; }

    /// <summary>The sweep.</summary>
    public Sweep Sweep => Runs.Sweep;

    /// <summary>The cells that are shown, in their order.</summary>
    public ImmutableArray<Cell> Cells => cells.Value;

    /// <summary>How <see cref="Cells"/> are selected.</summary>
    public CellSelection Selection { get; }

    /// <summary>The columns of results that were asked for; null for the default.</summary>
    public ImmutableArray<ResultColumn>? Columns { get; }

    /// <summary>Whether a column of results may be shown: it was asked for, or nobody chose columns.</summary>
    public bool Shows(ResultColumn column) => Columns?.Contains(column) != false;

    /// <summary>The metrics that were asked for; null for the default.</summary>
    public IReadOnlyList<Metric>? Chosen { get; }

    /// <summary>The metrics that are shown.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>The metric by which the table is sorted, or else the first one shown that has a direction; null where none has.</summary>
    public Metric? Rated => Selection.SortBy ?? MetricSelector.FirstRated(Metrics);

    /// <summary>The metric of a question about the table.</summary>
    /// <param name="name">What was written; null for <see cref="Rated"/>, or for the first metric where none is rated.</param>
    /// <exception cref="SelectionException">There is no such metric.</exception>
    public Metric MetricOf(string? name) => name is null ? Rated ?? Metrics[0] : MetricSelector.Find(Runs.Metrics, name);

    /// <summary>Which middle is shown with which interval.</summary>
    public IntervalChoice Intervals { get; }

    /// <summary>Whether cells too skewed for their interval are marked: where it is Student's t over independent runs.</summary>
    public bool FlagsSkewness => Intervals == IntervalChoice.Default && Runs.Design is null;

    /// <summary>Which cells may be best in <see cref="Rated"/>.</summary>
    /// <remarks>Null where <see cref="Compared"/> is, and for too few replicates to exclude a cell.</remarks>
    public BestCells? Best => Compared is { NoExclusionReason: null } found ? found : null;

    /// <summary>All cells of the sweep, compared in the metric of <see cref="Best"/>, even if none can be excluded.</summary>
    /// <remarks>Null for unfinished sweeps, races, a single cell or more than <see cref="MaxCellsOfBest"/>, and crossed designs.</remarks>
    public BestCells? Compared => Rated is not { } metric ? null : compared.GetOrAdd(metric, rated => new Lazy<BestCells?>(() => Compare(rated))).Value;

    /// <summary>Whether a cell may be best; null where <see cref="Best"/> says nothing or the cell has too few runs.</summary>
    public bool? MayBeBest(Cell cell) => mayBeBest.Value.TryGetValue(cell, out var may) ? may : null;

    /// <summary>The race of the cells; null if the sweep has another goal or none.</summary>
    public Race? Race => race.Value;

    /// <summary>The decision between two cells; null if the sweep has another goal or none.</summary>
    public Decision? Decision => decision.Value;

    /// <summary>The exact facts that concern at least one cell.</summary>
    public IReadOnlyList<FactTally> Facts => FactTally.All(Runs);

    /// <summary>The metrics that are shown where nobody chose others: the accuracies on X and −X, or all that an experiment without them reports.</summary>
    /// <remarks>The default metric comes first, so that whatever shows one metric of a table shows this one.</remarks>
    /// <param name="metrics">Every metric that can be asked about.</param>
    public static IReadOnlyList<Metric> DefaultMetrics(IReadOnlyList<Metric> metrics)
    {
        if (Classification.HasTestSets(metrics))
        {
            return Classification.TestSets;
        }

        var own = metrics.Where(metric => metric != KnownMetrics.Seconds).ToList();
        return [.. own.OrderByDescending(metric => metric == DefaultMetric.Find(own))];
    }

    /// <summary>The metrics of a cell as plots show them: one for both test sets where features are invariant.</summary>
    public IReadOnlyList<Metric> Distinct(Cell cell) =>
        cell.Settings is MlpSettings { IsInvariant: true } && Classification.HasTestSets(Metrics)
            ? [.. Metrics.Where(metric => metric != KnownMetrics.AccuracyInverted)]
            : Metrics;

    /// <summary>Other cells or metrics of the same runs; what was computed for this table is not computed again. Safe for several threads.</summary>
    /// <param name="metrics">The metrics that were asked for; null for the default.</param>
    /// <param name="selection">Which cells in which order.</param>
    public SweepTable Select(IReadOnlyList<Metric>? metrics, CellSelection selection) => new(Runs, metrics, Intervals, selection, Columns, this);

    /// <summary>One metric of one cell.</summary>
    public MetricSummary Summary(Cell cell, Metric metric) => summaries.GetOrAdd((cell.Number, metric), _ => new MetricSummary(
        metric, Runs.Values(cell.Number, metric), Runs.Cells[cell.Number].Diverged, PaperTables.Find(cell.Settings, metric),
        () => Intervals.Middle(Runs, cell.Number, metric)));

    private BestCells? Compare(Metric metric) =>
        !Runs.IsComplete || Sweep.Spec.Replicates.Goal is BestGoal || Sweep.Cells.Length > MaxCellsOfBest || BestCells.Refusal(Runs, metric) is not null
            ? null : BestCells.Find(Runs, metric);
}
