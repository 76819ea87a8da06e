using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>A pivot table as people read it: for each pair of values the middle and half of the width of its interval.</summary>
public static class PivotReport
{
    /// <summary>Builds the report.</summary>
    public static Report Build(PivotTable pivot)
    {
        var (table, sweep) = (pivot.Table, pivot.Table.Sweep);
        var (row, column) = (pivot.RowAxis.Setting, pivot.ColumnAxis.Setting);
        var count = table.Cells.Length == sweep.Cells.Length ? "" : $"{Numbers.Count(table.Cells.Length)} of ";
        return new Report(
            [
                new ResultTable(
                    $"{sweep.Spec.Name}: {table.Intervals.Name} of {pivot.Metric} by {row.Name} and {column.Name}, "
                    + $"{count}{Numbers.Count(sweep.Cells.Length, "cell")}{table.Selection.Describe()}, {GoalText.Replicates(sweep)} per cell.",
                    [new(row.Name, row.Kind is SettingKind.Number), .. pivot.Columns.Select(value => new TableColumn(value, Group: column.Name))],
                    [.. pivot.Rows.Select(IReadOnlyList<string> (value) => [value, .. pivot.Columns.Select(other => Text(pivot, value, other))])]),
            ],
            [$"±: half of the width of the {SweepReport.IntervalSentence(table)}"],
            [], [], [.. SweepReport.Failures(table.Runs)], SweepReport.Provenance(table.Runs));
    }

    // 0.8273 ± 0.0048
    private static string Text(PivotTable pivot, string row, string column)
    {
        if (pivot.Summary(row, column) is not { N: > 0 } summary)
        {
            return Numbers.Undefined;
        }

        var middle = MetricText.Value(pivot.Metric, summary.Middle.Value);
        return summary.Middle.Interval is { } interval ? $"{middle} ± {MetricText.Value(pivot.Metric, interval.HalfWidth)}" : middle;
    }
}
