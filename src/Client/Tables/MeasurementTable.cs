using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Client.Results;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tables;

/// <summary>What trials measured beside their accuracies: a row for each cell and name.</summary>
internal static class MeasurementTable
{
    /// <summary>The table; none where nothing was measured.</summary>
    public static IEnumerable<ResultTable> Of(SweepResults results)
    {
        if (results.Measurements.All(cell => cell.Names.Count == 0))
        {
            yield break;
        }

        var axes = results.Sweep.Spec.Axes;
        yield return new ResultTable(
            $"{results.Sweep.Spec.Name}: measured beside the rates; 95 % interval: of the mean, Student's t over replicates.",
            [
                new TableColumn("cell"), .. axes.Select(axis => new TableColumn(axis.Setting.Name, IsNumber: false)),
                new TableColumn("measured", IsNumber: false), new TableColumn("n"), new TableColumn("mean"), new TableColumn("lower"),
                new TableColumn("upper"), new TableColumn("min"), new TableColumn("max"),
            ],
            [.. results.Sweep.Cells.SelectMany(cell => results.Measurements[cell.Number].Names.Select(name => Row(cell, results.Measurements[cell.Number], name)))]);
    }

    private static IReadOnlyList<string> Row(Cell cell, MetricSeries fold, string name)
    {
        var mean = fold.Mean(name);
        double[] values = [.. fold.Of(name).Where(double.IsFinite)];
        return
        [
            cell.Number.ToString(CultureInfo.InvariantCulture), .. cell.Coordinates, name,
            mean.N.ToString(CultureInfo.InvariantCulture), Text(mean.Value),
            Text(mean.Interval?.Lower ?? double.NaN), Text(mean.Interval?.Upper ?? double.NaN),
            Text(values.Length == 0 ? double.NaN : values.Min()), Text(values.Length == 0 ? double.NaN : values.Max()),
        ];
    }

    // Counts and rates, losses and norms stand in one column: four significant digits suit all of them.
    private static string Text(double value) => double.IsFinite(value)
        ? value.ToString(value == Math.Floor(value) && Math.Abs(value) < 1e9 ? "F0" : "G4", CultureInfo.InvariantCulture)
        : Numbers.Undefined;
}
