namespace Symmetry.Analysis.Questions.Tables;

/// <summary>Which cells of a table are shown, and in which order.</summary>
/// <param name="Where">The condition as it was written; null for all cells.</param>
/// <param name="SortBy">The metric by which cells are sorted, best first; null for cell order.</param>
/// <param name="Top">How many cells are shown at most; null for all.</param>
public sealed record CellSelection(string? Where, Metric? SortBy, int? Top)
{
    /// <summary>All cells in cell order.</summary>
    public static CellSelection All { get; } = new(null, null, null);

    /// <summary>Whether the worst cells come first instead.</summary>
    public bool IsWorstFirst { get; init; }

    /// <summary>How many cells are passed over before the first that is shown.</summary>
    public int Skip { get; init; }

    /// <summary>Reads a selection.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="shown">The metrics that are shown: <paramref name="top"/> alone takes the first of them that says which cells are better.</param>
    /// <param name="where">Which cells, as <see cref="CellSelector.FindAll"/> reads it; null for all.</param>
    /// <param name="sort">The metric by which they are sorted; null for cell order.</param>
    /// <param name="top">How many are shown, at least 1; null for all.</param>
    /// <param name="prefix">What stands before the names of the options in messages: <c>--</c> on the command line.</param>
    /// <exception cref="SelectionException">A setting, a value or a metric is unknown, or the metric has no direction.</exception>
    public static CellSelection Find(Sweep sweep, IReadOnlyList<Metric> shown, string? where, string? sort, int? top, string prefix = "")
    {
        if (where is not null)
        {
            CellSelector.FindAll(sweep, where, $"{prefix}where");
        }

        var metric = sort is not null ? MetricSelector.FindRated(MetricSelector.Selectable(sweep), sort)
            : top is null ? null
            : MetricSelector.FirstRated(shown)
                ?? throw new SelectionException($"{prefix}top: no metric shown says which cells are better. Choose one with {prefix}sort.");
        return new CellSelection(where, metric, top);
    }

    /// <summary>The cells that match the condition, in cell order.</summary>
    public ImmutableArray<Cell> Matching(Sweep sweep) => Where is null ? sweep.Cells : CellSelector.FindAll(sweep, Where, nameof(Where));

    /// <summary>The cells that are shown, in their order. Cells without a value come last, and equal ones in cell order.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="value">The value of a cell in <see cref="SortBy"/>; NaN for none.</param>
    public ImmutableArray<Cell> Choose(Sweep sweep, Func<Cell, Metric, double> value)
    {
        IEnumerable<Cell> cells = Matching(sweep);
        if (SortBy is { } metric)
        {
            var sign = metric.Better is MetricDirection.Smaller == IsWorstFirst ? -1 : 1;
            cells = cells.Select(cell => (Cell: cell, Value: sign * value(cell, metric)))
                .OrderBy(rated => double.IsNaN(rated.Value)).ThenBy(rated => rated.Value).ThenBy(rated => rated.Cell.Number)
                .Select(rated => rated.Cell);
        }

        return [.. cells.Skip(Skip).Take(Top ?? int.MaxValue)];
    }

    /// <summary>The selection in words, to follow the number of cells: <c>with bias=false, best accuracy first</c>; empty for all cells.</summary>
    public string Describe() => (Where is null ? "" : $" with {Where}") + (SortBy is null ? "" : $", {(IsWorstFirst ? "worst" : "best")} {SortBy} first");
}
