namespace Symmetry.Analysis.Questions.Tuning;

/// <summary>In every replicate that one of some cells which a metric prefers in this replicate.</summary>
/// <remarks>A trial that was not measured is never chosen, and of cells that select equally well the one that comes first is.</remarks>
public sealed class SelectedRuns
{
    /// <summary>Selects.</summary>
    /// <param name="cells">The cells to choose from, at least one.</param>
    /// <param name="select">The metric that selects; larger is preferred unless smaller is better.</param>
    /// <param name="metric">The metric whose values are read off the chosen cells.</param>
    /// <param name="replicates">How many replicates are looked at.</param>
    public SelectedRuns(IReadOnlyList<CellRuns> cells, Metric select, Metric metric, int replicates)
    {
        var sign = select.Better is MetricDirection.Smaller ? -1 : 1;
        var (times, ranked) = (new int[cells.Count], new List<double[]>());
        Results = new double[replicates];
        for (var k = 0; k < replicates; k++)
        {
            var replicate = k;
            Results[k] = double.NaN;
            if (!cells.All(cell => cell.HasEnded(replicate)))
            {
                continue;
            }

            // From the least preferred on.
            var order = cells.Select((cell, i) => (Place: i, Score: sign * cell.Values(select).At(replicate), Result: cell.Values(metric).At(replicate)))
                .Select(cell => double.IsFinite(cell.Score + cell.Result) ? cell : (cell.Place, Score: double.NegativeInfinity, Result: double.NaN))
                .OrderBy(cell => cell.Score).ThenByDescending(cell => cell.Place).ToList();
            if (!double.IsNaN(order[^1].Result))
            {
                Results[k] = order[^1].Result;
                times[order[^1].Place]++;
                ranked.Add([.. order.Select(cell => cell.Result)]);
            }
        }

        Ranked = ranked;
        Chosen = [.. cells.Select((cell, i) => (cell.Cell, times[i])).Where(cell => cell.Item2 > 0).OrderByDescending(cell => cell.Item2)];
    }

    /// <summary>The chosen cell's value by replicate; NaN where not every cell has ended, or none was measured.</summary>
    public double[] Results { get; }

    /// <summary>The cells that were chosen and in how many replicates, the most frequent first.</summary>
    public IReadOnlyList<(Cell Cell, int Times)> Chosen { get; }

    /// <summary>For each replicate with a result the values of all cells from the least preferred on; NaN, first, for those not measured.</summary>
    public IReadOnlyList<double[]> Ranked { get; }

    /// <summary>Whether the selected cells' values are too good: the metric that selects is measured on the test images, or is what is compared.</summary>
    /// <param name="select">The metric that selects.</param>
    /// <param name="metric">The metric that is compared.</param>
    public static bool IsOptimistic(Metric select, Metric metric) => select == metric || IsOfTestImages(select);

    /// <summary>What is wrong with a metric that selects optimistically, to follow its name.</summary>
    /// <param name="select">The metric that selects.</param>
    public static string WhyOptimistic(Metric select) => IsOfTestImages(select) ? "is measured on test images" : "is also what is compared";

    private static bool IsOfTestImages(Metric select) => select == KnownMetrics.Sum || KnownMetrics.TestSets.Contains(select);
}
