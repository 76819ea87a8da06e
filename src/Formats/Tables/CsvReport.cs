using Symmetry.Analysis.Questions.Best;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Formats.Tables;

/// <summary>The results as CSV: numbers in full, nothing where a value is undefined.</summary>
internal static class CsvReport
{
    private static readonly (string Header, ResultColumn? Column, Func<MetricSummary, string> Text)[] Results =
    [
        ("n", ResultColumn.N, summary => Text(summary.N)),
        ("mean", ResultColumn.Mean, summary => Csv.Number(summary.Mean)),
        ("sd", ResultColumn.Sd, summary => Csv.Number(summary.StandardDeviation)),
        ("se", null, summary => Csv.Number(summary.StandardError)),
        ("lower", ResultColumn.Interval, summary => Csv.Number(summary.Middle.Interval?.Lower)),
        ("upper", ResultColumn.Interval, summary => Csv.Number(summary.Middle.Interval?.Upper)),
        ("median", ResultColumn.Median, summary => Csv.Number(summary.Median)),
        ("min", ResultColumn.Min, summary => Csv.Number(summary.Minimum)),
        ("max", ResultColumn.Max, summary => Csv.Number(summary.Maximum)),
        ("paper", ResultColumn.Paper, summary => Csv.Number(summary.Paper)),
        ("skewed", null, summary => summary.IsSkewed ? "true" : "false"),
        ("collapsed", ResultColumn.Collapsed, summary => Text(summary.Collapsed)),
    ];

    /// <summary>The table: one row for each cell and metric. Columns that were asked for stand in their order.</summary>
    public static string Write(SweepTable table)
    {
        var text = new StringBuilder();
        var axes = table.Sweep.Axes.Select(axis => axis.Setting.Name);
        var results = table.Columns is { } columns ? [.. columns.SelectMany(column => Results.Where(result => result.Column == column))] : Results;
        var showsBest = table.Columns?.Contains(ResultColumn.Best) == true;
        Csv.AppendRow(text,
        [
            "cell", .. axes, "test", "replicates", "failed", .. results.Select(result => result.Header), .. showsBest ? ["may_be_best"] : (string[])[],
        ]);
        foreach (var cell in table.Cells.Select(cell => table.Runs.Cells[cell.Number]))
        {
            string[] best = !showsBest ? [] : [table.MayBeBest(cell.Cell) is { } may ? may ? "true" : "false" : ""];
            foreach (var summary in table.Metrics.Select(metric => table.Summary(cell.Cell, metric)))
            {
                Csv.AppendRow(text,
                [
                    Text(cell.Cell.Number), .. cell.Cell.Coordinates, summary.Metric.Key, Text(cell.Ended), Text(cell.Failed),
                    .. results.Select(result => result.Text(summary)), .. best,
                ]);
            }
        }

        return text.ToString();
    }

    /// <summary>The pivot table: one row for each value of the first axis; for each value of the second, the middle and half of the interval's width.</summary>
    public static string Write(PivotTable pivot)
    {
        var text = new StringBuilder();
        var column = pivot.ColumnAxis.Setting.Name;
        Csv.AppendRow(text,
            [pivot.RowAxis.Setting.Name, .. pivot.Columns.SelectMany(IEnumerable<string> (value) => [$"{column}={value}", $"{column}={value} half_width"])]);
        foreach (var row in pivot.Rows)
        {
            var summaries = pivot.Columns.Select(value => pivot.Summary(row, value));
            Csv.AppendRow(text,
            [
                row,
                .. summaries.SelectMany(IEnumerable<string> (summary) =>
                    [Csv.Number(summary?.Middle.Value), Csv.Number(summary?.Middle.Interval?.HalfWidth)]),
            ]);
        }

        return text.ToString();
    }

    /// <summary>The compared cells, best first: one row for each.</summary>
    public static string Write(BestCells best)
    {
        var text = new StringBuilder();
        var axes = best.Runs.Sweep.Axes.Select(axis => axis.Setting.Name);
        Csv.AppendRow(text, ["cell", .. axes, "metric", "replicates", "mean", "lower", "upper", "may_be_best", "p", "rank_from", "rank_to"]);
        foreach (var (cell, mean, standing) in best.Cells)
        {
            Csv.AppendRow(text,
            [
                Text(cell.Number), .. cell.Coordinates, best.Metric.Name, Text(best.Replicates), Csv.Number(mean.Value),
                Csv.Number(mean.Interval?.Lower), Csv.Number(mean.Interval?.Upper), standing.MayBeBest ? "true" : "false",
                Csv.Number(standing.PValue), Text(standing.BestRank), Text(standing.WorstRank),
            ]);
        }

        return text.ToString();
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
