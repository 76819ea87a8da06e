namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The columns that every table of a sweep ends with: n, and by default middle, sd, interval and the paper's number for each metric.</summary>
internal sealed class MetricColumns(bool withPaper, SweepTable table, IReadOnlyList<Cell> cells)
{
    /// <summary>Marks a number of the paper outside the prediction interval.</summary>
    public const string Mark = "*";

    /// <summary>Marks an interval whose runs are too skewed for Student's t.</summary>
    public const string SkewedMark = "!";

    private readonly HashSet<Metric> flagged = table.FlagsSkewness
        ? [.. table.Metrics.Where(metric => cells.Any(cell => table.Summary(cell, metric).IsSkewed))] : [];

    private readonly HashSet<Metric> collapsing =
        [.. table.Metrics.Where(metric => cells.Any(cell => table.Summary(cell, metric).Collapsed > 0))];

    public IEnumerable<TableColumn> Columns =>
    [
        .. table.Shows(ResultColumn.N) ? [new TableColumn("n")] : (TableColumn[])[],
        .. table.Metrics.SelectMany(ColumnsOf),
        .. table.Race is null ? (TableColumn[])[] : [new TableColumn("out", IsNumber: false)],
    ];

    /// <summary>The column that says which cells may be best; none where that was not asked for or is unknown.</summary>
    public IEnumerable<TableColumn> BestColumn => ShowsBest ? [new TableColumn("may be best", IsNumber: false)] : [];

    /// <summary>The texts of one cell.</summary>
    public IEnumerable<string> Values(Cell cell) =>
    [
        .. table.Shows(ResultColumn.N) ? [Count(table.Runs.Cells[cell.Number])] : (string[])[],
        .. table.Metrics.SelectMany(metric => Values(table.Summary(cell, metric))),
        .. table.Race is { } race ? [Exit(race.ExitOf(cell.Number))] : (string[])[],
    ];

    /// <summary>Whether a cell may be best, in the column for it.</summary>
    public IEnumerable<string> BestValue(Cell cell) =>
        !ShowsBest ? [] : [table.Best is null ? Numbers.Undefined : table.MayBeBest(cell) is true ? "yes" : ""];

    private bool ShowsBest => table.Columns is { } columns ? columns.Contains(ResultColumn.Best) : table.Best is not null;

    // Those that were asked for, and by default those that say something.
    private IEnumerable<ResultColumn> Shown(Metric metric)
    {
        var hasPaper = withPaper && KnownMetrics.TestSets.Contains(metric);
        return table.Columns?.Where(column => column is not (ResultColumn.N or ResultColumn.Best))
            ?? [
                ResultColumn.Mean, ResultColumn.Sd, ResultColumn.Interval,
                .. collapsing.Contains(metric) ? [ResultColumn.Collapsed] : (ResultColumn[])[],
                .. hasPaper ? [ResultColumn.Paper] : (ResultColumn[])[],
            ];
    }

    private static string Exit(RaceExit? exit) => exit is null ? Numbers.Undefined : GoalText.Exit(exit.After, exit.By);

    // 40, or 38/40 where two of forty have no measurement.
    private static string Count(CellRuns cell) => cell.Completed == cell.Ended
        ? cell.Completed.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{cell.Completed}/{cell.Ended}");

    private IEnumerable<TableColumn> ColumnsOf(Metric metric) => Shown(metric).Select(column => new TableColumn(
        column switch
        {
            ResultColumn.Mean => table.Intervals.Name,
            ResultColumn.Interval => "95 % interval",
            _ => ResultColumns.Names[(int)column],
        },
        Group: MetricText.Heading(metric)));

    private IEnumerable<string> Values(MetricSummary summary) => Shown(summary.Metric).Select(column => column switch
    {
        ResultColumn.Mean => Text(summary.Metric, summary.Middle.Value),
        ResultColumn.Sd => Text(summary.Metric, summary.StandardDeviation),
        ResultColumn.Interval => summary.Middle.Interval is { } interval
            ? $"[{Text(summary.Metric, interval.Lower)}, {Text(summary.Metric, interval.Upper)}]{Flag(summary)}"
            : Numbers.Undefined,
        ResultColumn.Min => Text(summary.Metric, summary.Minimum),
        ResultColumn.Max => Text(summary.Metric, summary.Maximum),
        ResultColumn.Median => Text(summary.Metric, summary.Median),
        ResultColumn.Collapsed => Collapsed(summary),
        _ => summary.Paper is { } paper
            ? Numbers.Exact(paper) + (summary.IsPaperOutside ? Mark : " ")
            : Numbers.Undefined + " ",
    });

    private static string Collapsed(MetricSummary summary) => summary.CollapseInterval is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{summary.Collapsed}/{summary.Tried} ({100 * rate.Lower:F0}-{100 * rate.Upper:F0} %)")
        : string.Create(CultureInfo.InvariantCulture, $"0/{summary.Tried}");

    // A space where there is no mark keeps the column aligned.
    private string Flag(MetricSummary summary) =>
        !flagged.Contains(summary.Metric) ? "" : summary.IsSkewed ? SkewedMark : " ";

    private static string Text(Metric metric, double value) => metric.Kind is MetricKind.Proportion ? Numbers.Fixed(value, 4) : Numbers.Significant(value);
}
