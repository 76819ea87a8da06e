using System.Globalization;
using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Engine.Experiments;

namespace Symmetry.Views.Pages;

/// <summary>Two cells side by side, replicate by replicate, as a table.</summary>
/// <param name="data">The runs of both, and the metrics that are shown.</param>
/// <param name="first">The first cell.</param>
/// <param name="second">The cell that is subtracted from it.</param>
public sealed class PairTable(FigureData data, Cell first, Cell second)
{
    /// <summary>One more than the last replicate in which one of the cells has a value.</summary>
    public int Length => data.Table.Metrics.Max(metric => Math.Max(ValuesOf(first, metric).Length, ValuesOf(second, metric).Length));

    /// <summary>One row per replicate: for each metric both values and their difference.</summary>
    /// <param name="from">The first replicate.</param>
    /// <param name="rows">The maximum number of rows.</param>
    public ResultTable Build(int from, int rows) => new(
        $"{data.Sweep.Spec.Name}: cell {first.Number} less cell {second.Number}, by replicate.",
        [new("replicate"), .. data.Table.Metrics.SelectMany(metric => ColumnsOf(MetricText.Heading(metric)))],
        [.. Enumerable.Range(from, Math.Clamp(Length - from, 0, rows)).Select(IReadOnlyList<string> (replicate) =>
        [
            replicate.ToString(CultureInfo.InvariantCulture), .. data.Table.Metrics.SelectMany(metric => CellsOf(metric, replicate)),
        ])]);

    private TableColumn[] ColumnsOf(string heading) =>
        [new($"cell {first.Number}", Group: heading), new($"cell {second.Number}", Group: heading), new("difference", Group: heading)];

    private string[] CellsOf(Metric metric, int replicate)
    {
        var (a, b) = (ValuesOf(first, metric).At(replicate), ValuesOf(second, metric).At(replicate));
        return [MetricText.Finite(metric, a), MetricText.Finite(metric, b), MetricText.Signed(metric, a - b)];
    }

    private MetricRuns ValuesOf(Cell cell, Metric metric) => data.Runs.Values(cell.Number, metric);
}
