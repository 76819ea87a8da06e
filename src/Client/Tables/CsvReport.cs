using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Client.Tables;

/// <summary>The results as CSV: one row for each cell and metric, numbers in full, nothing where a value is undefined.</summary>
internal static class CsvReport
{
    public static string Write(SweepTable table)
    {
        var text = new StringBuilder();
        var axes = table.Sweep.Spec.Axes.Select(axis => axis.Setting.Name);
        Csv.AppendRow(text,
        [
            "cell", .. axes, "test", "replicates", "failed", "n", "mean", "sd", "se", "lower", "upper", "median", "min", "max", "paper",
            "skewed", "collapsed",
        ]);
        foreach (var cell in table.Runs.Cells)
        {
            foreach (var summary in table.Metrics.Select(metric => table.Summary(cell.Cell, metric)))
            {
                Csv.AppendRow(text,
                [
                    Text(cell.Cell.Number), .. cell.Cell.Coordinates, summary.Metric.Key, Text(cell.Ended), Text(cell.Failed), Text(summary.N),
                    Csv.Number(summary.Mean), Csv.Number(summary.StandardDeviation), Csv.Number(summary.StandardError),
                    Csv.Number(summary.Middle.Interval?.Lower), Csv.Number(summary.Middle.Interval?.Upper), Csv.Number(summary.Median),
                    Csv.Number(summary.Minimum), Csv.Number(summary.Maximum), Csv.Number(summary.Paper),
                    summary.IsSkewed ? "true" : "false", Text(summary.Collapsed),
                ]);
            }
        }

        return text.ToString();
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
