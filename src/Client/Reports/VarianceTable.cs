using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Plots;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Reports;

/// <summary>Which source of randomness brings how much of the variance of one run, for crossed designs.</summary>
internal static class VarianceTable
{
    /// <summary>One row a cell whose replicates were all measured; null for designs that separate nothing.</summary>
    public static ResultTable? Of(PlotData data)
    {
        var sweep = data.Results.Sweep;
        var cells = data.Shown.Where(cell => !data.Runs[cell.Number].Original.Contains(-1) && data.Runs[cell.Number].Total > 0).ToList();
        if (CrossedDesign.Of(sweep.Spec.Replicates) is not { } design || cells.Count == 0)
        {
            return null;
        }

        var analyses = cells.Select(cell => Analyse(data, cell, design)).ToList();
        return new ResultTable(
            "Sources of the variance of one run on X_test: estimated share with its 95 % interval.",
            [
                new TableColumn("cell", IsNumber: false), new TableColumn("sd of one run"),
                .. analyses[0].Components.Select(component => new TableColumn(component.Name)),
            ],
            [.. cells.Zip(analyses, IReadOnlyList<string> (cell, analysis) =>
            [
                CellLabel.Of(sweep, cell),
                Numbers.Fixed(Math.Sqrt(Math.Max(0, analysis.TotalVariance)), 4),
                .. analysis.Components.Select(component => Share(component.Share)),
            ])]);
    }

    private static VarianceComponents Analyse(PlotData data, Cell cell, CrossedDesign design)
    {
        var runs = data.Runs[cell.Number];
        return VarianceComponents.Analyse(
            design.Names,
            design.Levels,
            Array.ConvertAll(runs.Original, correct => (double)correct / runs.Total),
            data.Results.Sweep.Spec.Seed,
            (uint)(2 * cell.Number));
    }

    private static string Share(Estimate share) => share.Interval is { } interval
        ? $"{Percent(share.Value)} [{Percent(interval.Lower)}, {Percent(interval.Upper)}] %"
        : $"{Percent(share.Value)} %";

    private static string Percent(double value) => Numbers.Fixed(100 * value, 0);
}
