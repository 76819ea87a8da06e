using Symmetry.Analysis.Questions.Best;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Client.Tables;

/// <summary>The results as CSV: numbers in full, nothing where a value is undefined.</summary>
internal static class CsvReport
{
    /// <summary>The table: one row for each cell and metric.</summary>
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

    /// <summary>The compared cells, best first: one row for each.</summary>
    public static string Write(BestCells best)
    {
        var text = new StringBuilder();
        var axes = best.Runs.Sweep.Spec.Axes.Select(axis => axis.Setting.Name);
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
