using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Questions.Effects;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Questions.Tuning;

namespace Symmetry.Analysis.Figures;

/// <summary>Everything that plots and the report are made of.</summary>
public sealed class FigureData
{
    /// <summary>More cells than this are not plotted: a picture of them says less than the table.</summary>
    public const int MaxCells = 60;

    private readonly Lazy<GridEffects?> effects;
    private DifferenceFamily? family;

    /// <summary>Chooses what is shown.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="baseline">The cell that the others are compared with; null for the default.</param>
    /// <param name="metrics">The metrics that were asked for; null for the default.</param>
    /// <param name="axes">The names of the two axes whose interaction was asked for; null for those with the largest.</param>
    /// <param name="tuning">The tuned comparison that was asked for; null for none.</param>
    /// <exception cref="SelectionException">The axes are not two that the sweep has with two values each.</exception>
    public FigureData(
        SweepRuns runs, Cell? baseline = null, IReadOnlyList<Metric>? metrics = null, IReadOnlyList<string>? axes = null, TuningChoice? tuning = null)
    {
        Table = new SweepTable(runs, metrics);
        Baseline = baseline ?? Difference.DefaultBaseline(runs.Sweep);
        Shown = [.. runs.Cells.Where(cell => cell.Ended > 0).Take(MaxCells).Select(cell => cell.Cell).Append(Baseline).Distinct().OrderBy(cell => cell.Number)];
        effects = new Lazy<GridEffects?>(() => GridEffects.Analyse(Runs, Table.Metrics[0]));
        InteractionAxes = axes is null ? null : Effects?.FindAxes(axes);
        Tuned = tuning is null ? null : TunedComparison.Compare(runs, tuning, Table.Metrics[0]);
    }

    /// <summary>Chooses what is shown by the texts of options; null for the default.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="baseline">The cell that the others are compared with.</param>
    /// <param name="on">The metrics.</param>
    /// <param name="where">The condition that the cells match; the baseline need not.</param>
    /// <param name="axes">The two axes whose interaction is shown.</param>
    /// <param name="tuning">The tuned comparison.</param>
    /// <param name="prefix">What stands before the names of the options in messages.</param>
    /// <exception cref="SelectionException">A text does not say what is there.</exception>
    public static FigureData Find(
        SweepRuns runs, string? baseline, string? on, string? where = null, string? axes = null, TuningChoice? tuning = null, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(runs);
        var (sweep, compared) = (runs.Sweep, baseline is null ? null : CellSelector.Find(runs.Sweep, baseline, $"{prefix}baseline"));
        var chosen = where is null ? runs
            : runs.Only([.. CellSelector.FindAll(sweep, where, $"{prefix}where"), .. compared is null ? (Cell[])[] : [compared]]);
        return new FigureData(
            chosen, compared, on is null ? null : MetricSelector.FindAll(runs.Metrics, on), axes?.Split(',', StringSplitOptions.TrimEntries), tuning);
    }

    /// <summary>The table.</summary>
    public SweepTable Table { get; }

    /// <summary>What the sweep found.</summary>
    public SweepRuns Runs => Table.Runs;

    /// <summary>Whether all metrics are accuracies on X and −X.</summary>
    public bool IsOfRates => Table.Metrics.All(KnownMetrics.TestSets.Contains);

    /// <summary>The sweep.</summary>
    public Sweep Sweep => Runs.Sweep;

    /// <summary>The cell that the others are compared with.</summary>
    public Cell Baseline { get; }

    /// <summary>The cells that are shown: the first ones with runs, and the baseline.</summary>
    public IReadOnlyList<Cell> Shown { get; }

    /// <summary>The cells that are shown minus the baseline: one family.</summary>
    public DifferenceFamily Family => family ??= DifferenceFamily.Compare(Runs, Baseline, Table.Metrics, Shown);

    /// <summary>The differences of the family.</summary>
    public IReadOnlyList<Difference> Differences => Family.Differences;

    /// <summary>The effects of settings on the first metric; null if the sweep has no complete grid.</summary>
    public GridEffects? Effects => effects.Value;

    /// <summary>The places in <see cref="Effects"/> of two axes that were asked for; null for those with the largest interaction.</summary>
    public (int First, int Second)? InteractionAxes { get; }

    /// <summary>The tuned comparison that was asked for; null for none.</summary>
    public TunedComparison? Tuned { get; }
}
