namespace Symmetry.Analysis.Questions.Tables;

/// <summary>What trials measured beside their accuracies: a row for each cell and metric.</summary>
internal static class MeasurementTable
{
    /// <summary>The table; null where nothing was measured.</summary>
    public static ResultTable? Build(SweepTable table)
    {
        var runs = table.Runs;
        var measured = runs.Sweep.Metrics.Except(Classification.Metrics).Except(table.Metrics).ToList();
        var rows = table.Cells
            .SelectMany(cell => measured.Where(metric => runs.Values(cell.Number, metric).Length > 0).Select(metric => Row(runs, cell, metric))).ToList();
        var axes = runs.Sweep.Axes;
        return rows.Count == 0 ? null : new ResultTable(
            $"{runs.Sweep.Spec.Name}: measured beside the rates; 95 % interval: "
            + $"{(runs.Design is null ? "of the mean, Student's t over replicates" : "of the mean, Satterthwaite's t over levels")}.",
            [
                new TableColumn("cell"), .. axes.Select(axis => new TableColumn(axis.Setting.Name, IsNumber: false)),
                new TableColumn("measured", IsNumber: false), new TableColumn("n"), new TableColumn("mean"), new TableColumn("lower"),
                new TableColumn("upper"), new TableColumn("min"), new TableColumn("max"),
            ],
            rows);
    }

    private static IReadOnlyList<string> Row(SweepRuns runs, Cell cell, Metric metric)
    {
        var summary = new MetricSummary(metric, runs.Values(cell.Number, metric), 0, null, () => runs.Mean(cell.Number, metric));
        return
        [
            cell.Number.ToString(CultureInfo.InvariantCulture), .. cell.Coordinates, metric.Name,
            summary.N.ToString(CultureInfo.InvariantCulture), Numbers.Significant(summary.Middle.Value),
            Numbers.Significant(summary.Middle.Interval?.Lower ?? double.NaN), Numbers.Significant(summary.Middle.Interval?.Upper ?? double.NaN),
            Numbers.Significant(summary.Minimum), Numbers.Significant(summary.Maximum),
        ];
    }
}
