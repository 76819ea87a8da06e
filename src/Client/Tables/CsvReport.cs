using System.Globalization;
using System.Text;
using Symmetry.Client.Exports;
using Symmetry.Client.Results;

namespace Symmetry.Client.Tables;

/// <summary>The results as CSV: one row a cell and test set, numbers in full, nothing where a value is undefined.</summary>
internal static class CsvReport
{
    /// <summary>Writes the results.</summary>
    public static string Write(SweepResults results)
    {
        var text = new StringBuilder();
        var axes = results.Sweep.Spec.Axes.Select(axis => axis.Setting.Name);
        Csv.AppendRow(text, ["cell", .. axes, "test", "replicates", "failed", "n", "mean", "sd", "se", "lower", "upper", "median", "min", "max", "paper"]);
        foreach (var cell in results.Sweep.Cells)
        {
            var tally = results.Cells[cell.Number];
            var (original, inverted) = RateColumns.RatesOf(cell, results);
            Append("original", original);
            Append("inverted", inverted);

            void Append(string test, Rate rate) => Csv.AppendRow(text,
            [
                Text(cell.Number), .. cell.Coordinates, test, Text(tally.Ended), Text(tally.Failed + tally.Diverged), Text(rate.N),
                Csv.Number(rate.Tally?.Mean), Csv.Number(rate.StandardDeviation), Csv.Number(rate.Tally?.StandardError),
                Csv.Number(rate.Mean.Interval?.Lower), Csv.Number(rate.Mean.Interval?.Upper), Csv.Number(rate.Tally?.Median),
                Csv.Number(rate.Tally?.Minimum), Csv.Number(rate.Tally?.Maximum), Csv.Number(rate.Paper),
            ]);
        }

        return text.ToString();
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
