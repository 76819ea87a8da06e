namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The columns that every table of a sweep ends with: n, then middle, sd, interval and the paper's number for each metric.</summary>
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
        [new TableColumn("n"), .. table.Metrics.SelectMany(ColumnsOf), .. table.Race is null ? (TableColumn[])[] : [new TableColumn("out", IsNumber: false)]];

    /// <summary>The texts of one cell.</summary>
    public IEnumerable<string> Values(Cell cell) =>
    [
        Count(table.Runs.Cells[cell.Number]),
        .. table.Metrics.SelectMany(metric => Values(table.Summary(cell, metric))),
        .. table.Race is { } race ? [Exit(race.ExitOf(cell.Number))] : (string[])[],
    ];

    private static string Exit(RaceExit? exit) => exit is null ? Numbers.Undefined : GoalText.Exit(exit.After, exit.By);

    // 40, or 38/40 where two of forty have no measurement.
    private static string Count(CellRuns cell) => cell.Completed == cell.Ended
        ? cell.Completed.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{cell.Completed}/{cell.Ended}");

    private IEnumerable<TableColumn> ColumnsOf(Metric metric)
    {
        var group = MetricText.Heading(metric);
        yield return new TableColumn(table.Intervals.Name, Group: group);
        yield return new TableColumn("sd", Group: group);
        yield return new TableColumn("95 % interval", Group: group);
        if (collapsing.Contains(metric))
        {
            yield return new TableColumn("collapsed", Group: group);
        }

        if (withPaper && KnownMetrics.TestSets.Contains(metric))
        {
            yield return new TableColumn("paper", Group: group);
        }
    }

    private IEnumerable<string> Values(MetricSummary summary)
    {
        yield return Text(summary.Metric, summary.Middle.Value);
        yield return Text(summary.Metric, summary.StandardDeviation);
        yield return summary.Middle.Interval is { } interval
            ? $"[{Text(summary.Metric, interval.Lower)}, {Text(summary.Metric, interval.Upper)}]{Flag(summary)}"
            : Numbers.Undefined;
        if (collapsing.Contains(summary.Metric))
        {
            yield return summary.CollapseInterval is { } rate
                ? string.Create(CultureInfo.InvariantCulture, $"{summary.Collapsed}/{summary.Tried} ({100 * rate.Lower:F0}-{100 * rate.Upper:F0} %)")
                : string.Create(CultureInfo.InvariantCulture, $"0/{summary.Tried}");
        }

        if (withPaper && KnownMetrics.TestSets.Contains(summary.Metric))
        {
            yield return summary.Paper is { } paper
                ? Numbers.Exact(paper) + (summary.IsPaperOutside ? Mark : " ")
                : Numbers.Undefined + " ";
        }
    }

    // A space where there is no mark keeps the column aligned.
    private string Flag(MetricSummary summary) =>
        !flagged.Contains(summary.Metric) ? "" : summary.IsSkewed ? SkewedMark : " ";

    private static string Text(Metric metric, double value) => metric.Kind is MetricKind.Proportion ? Numbers.Fixed(value, 4) : Numbers.Significant(value);
}
