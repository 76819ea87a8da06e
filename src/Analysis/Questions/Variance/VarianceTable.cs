using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Variance;

/// <summary>Which source of randomness brings how much of the variance of one run, for crossed designs.</summary>
public static class VarianceTable
{
    /// <summary>One row per cell whose replicates were all measured; null for designs that separate nothing.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="metric">The metric.</param>
    public static ResultTable? Build(SweepRuns runs, IEnumerable<Cell> cells, Metric metric)
    {
        if (runs.Design is null)
        {
            return null;
        }

        var analyses = cells.SelectMany(cell => VarianceAnalysis.Analyse(runs, cell, [metric])).Where(analysis => analysis.Components is not null).ToList();
        return analyses.Count == 0 ? null : new ResultTable(
            $"Sources of the variance of one run {MetricText.In(metric)}: estimated share with its 95 % interval.",
            [
                new TableColumn("cell", IsNumber: false), new TableColumn("sd of one run"),
                .. analyses[0].Components!.Components.Select(component => new TableColumn(component.Name)),
            ],
            [.. analyses.Select(IReadOnlyList<string> (analysis) =>
            [
                CellLabel.Long(runs.Sweep, analysis.Cell),
                MetricText.Finite(metric, Math.Sqrt(Math.Max(0, analysis.Components!.TotalVariance))),
                .. analysis.Components.Components.Select(component => Share(component.Share)),
            ])]);
    }

    private static string Share(Estimate share) => share.Interval is { } interval
        ? $"{Percent(share.Value)} [{Percent(interval.Lower)}, {Percent(interval.Upper)}] %"
        : $"{Percent(share.Value)} %";

    private static string Percent(double value) => Numbers.Fixed(100 * value, 0);
}
