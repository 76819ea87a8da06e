using System.Globalization;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Engine.Experiments;

namespace Symmetry.Views.Pages;

/// <summary>The trials of a cell as a table.</summary>
public static class TrialTable
{
    /// <summary>One row per trial, in replicate order.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="rows">Its trials.</param>
    public static ResultTable Build(Sweep sweep, Cell cell, IReadOnlyList<RunRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var metrics = TrialMetrics.InCell(sweep, cell);
        return new ResultTable(
            $"{Numbers.Count(rows.Count, "trial")} of cell {Numbers.Count(cell.Number)}, in replicate order.",
            [
                new("replicate"), .. metrics.Select(metric => new TableColumn(MetricText.Heading(metric))), new("outcome", IsNumber: false),
                new("attempts"), new("reason", IsNumber: false),
            ],
            [.. rows.Select(IReadOnlyList<string> (row) =>
            [
                row.Replicate.ToString(CultureInfo.InvariantCulture), .. metrics.Select(metric => Value(metric, row)),
                TrialMetrics.Word(row.Result.Outcome), row.Attempts.ToString(CultureInfo.InvariantCulture), row.Result.Reason,
            ])]);
    }

    /// <summary>The value of a metric in a trial, as text.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="row">The trial.</param>
    public static string Value(Metric metric, RunRow row) => row.Result.Find(metric.Name) switch
    {
        { IsProportion: true } count => MetricText.Finite(metric, (double)count.Correct / count.Total),
        { } value => MetricText.Finite(metric, value.Value),
        null when metric == KnownMetrics.Seconds => MetricText.Finite(metric, row.Seconds),
        null => Numbers.Undefined,
    };
}
