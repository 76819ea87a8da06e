namespace Symmetry.Analysis.Questions.Tables;

/// <summary>One metric of a sweep by two of its axes: one cell for each pair of values.</summary>
public sealed class PivotTable
{
    private const int MaxValues = 12;

    private readonly Dictionary<(string Row, string Column), Cell> cells;

    private PivotTable(SweepTable table, Metric metric, int rows, int columns)
    {
        (Table, Metric) = (table, metric);
        var axes = table.Sweep.Axes;
        (RowAxis, ColumnAxis) = (axes[rows], axes[columns]);
        cells = table.Cells.ToDictionary(cell => (cell.Coordinates[rows], cell.Coordinates[columns]));
        (Rows, Columns) = (ValuesOf(axes[rows], cells.Keys.Select(pair => pair.Row)), ValuesOf(axes[columns], cells.Keys.Select(pair => pair.Column)));
    }

    /// <summary>The table with the selected cells.</summary>
    public SweepTable Table { get; }

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>The axis whose values are the rows.</summary>
    public Axis RowAxis { get; }

    /// <summary>The axis whose values are the columns.</summary>
    public Axis ColumnAxis { get; }

    /// <summary>The values of <see cref="RowAxis"/> that selected cells have, in the axis' order.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>The values of <see cref="ColumnAxis"/> that selected cells have, in the axis' order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The cell with a pair of values; null where the sweep has none.</summary>
    public Cell? Find(string row, string column) => cells.GetValueOrDefault((row, column));

    /// <summary>The metric in the cell with a pair of values; null where the sweep has no such cell.</summary>
    public MetricSummary? Summary(string row, string column) => Find(row, column) is { } cell ? Table.Summary(cell, Metric) : null;

    /// <summary>Builds the table.</summary>
    /// <param name="table">The selected cells, and one metric.</param>
    /// <param name="axes">The names of two axes of the sweep with a comma between them: rows, then columns.</param>
    /// <exception cref="SelectionException">The table has several metrics, these are not two axes, or several cells have the same pair of values.</exception>
    public static PivotTable Build(SweepTable table, string axes)
    {
        var names = table.Sweep.Axes.Select(axis => axis.Setting.Name).ToList();
        var places = axes.Split(',', StringSplitOptions.TrimEntries).Select(name => Place(names, name)).ToList();
        if (places.Count != 2 || places[0] == places[1])
        {
            throw new SelectionException($"--pivot: expected two axes with a comma between them, such as learningRate,hidden, got '{axes}'.");
        }

        if (table.Metrics is not [var metric])
        {
            throw new SelectionException($"--pivot shows one metric. Choose it with --on: {string.Join(", ", table.Runs.Metrics)}.");
        }

        var (rows, columns) = (places[0], places[1]);
        var crowded = table.Cells.GroupBy(cell => (Row: cell.Coordinates[rows], Column: cell.Coordinates[columns])).FirstOrDefault(group => group.Count() > 1);
        return crowded is null
            ? new PivotTable(table, metric, rows, columns)
            : throw new SelectionException(
                $"--pivot: {Numbers.Count(crowded.Count(), "cell")} have {names[rows]}={crowded.Key.Row} and {names[columns]}={crowded.Key.Column}. "
                + $"Select one value of each of these with --where: {string.Join("; ", Varying(table, crowded))}.");
    }

    private static int Place(List<string> names, string name) => names.IndexOf(name) is >= 0 and var place
        ? place
        : throw new SelectionException($"--pivot: unknown axis '{name}'. The axes of this sweep: {(names.Count == 0 ? "none" : string.Join(", ", names))}."
            + NearestName.Hint(name, names));

    // hidden (16, 32)
    private static IEnumerable<string> Varying(SweepTable table, IEnumerable<Cell> cells) => table.Sweep.Axes
        .Select((axis, i) => (axis.Setting.Name, Values: cells.Select(cell => cell.Coordinates[i]).Distinct().ToList()))
        .Where(axis => axis.Values.Count > 1)
        .Select(axis => $"{axis.Name} ({string.Join(", ", axis.Values.Take(MaxValues))}{(axis.Values.Count > MaxValues ? ", ..." : "")})");

    private static List<string> ValuesOf(Axis axis, IEnumerable<string> used)
    {
        var texts = used.ToHashSet();
        return [.. axis.Values.Select(value => value.Text).Where(texts.Contains)];
    }
}
