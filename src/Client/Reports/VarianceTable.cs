using Symmetry.Client.Plots;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;
using Symmetry.Engine.Statistics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Reports;

/// <summary>Which source of randomness brings how much of the variance of one run, for crossed designs.</summary>
internal static class VarianceTable
{
    /// <summary>One row a cell whose replicates were all measured; null for designs that separate nothing.</summary>
    public static ResultTable? Of(PlotData data)
    {
        var sweep = data.Results.Sweep;
        var factors = Factors(sweep.Spec.Replicates);
        var cells = data.Shown.Where(cell => !data.Runs[cell.Number].Original.Contains(-1) && data.Runs[cell.Number].Total > 0).ToList();
        if (factors.Count < 2 || cells.Count == 0)
        {
            return null;
        }

        var analyses = cells.Select((cell, i) => Analyse(data, cell, factors, (uint)i)).ToList();
        return new ResultTable(
            "Sources of the variance of one run on X_test: estimated share with its 95 % interval.",
            [
                new TableColumn("cell", IsNumber: false), new TableColumn("sd of one run"),
                .. analyses[0].Components.Select(component => new TableColumn(component.Name)),
            ],
            [.. cells.Zip(analyses, IReadOnlyList<string> (cell, analysis) =>
            [
                CellName.Of(sweep, cell),
                Numbers.Fixed(Math.Sqrt(Math.Max(0, analysis.TotalVariance)), 4),
                .. analysis.Components.Select(component => Share(component.Share)),
            ])]);
    }

    // Replicates count the last factor fastest, in this order.
    private static List<(string Name, int Levels)> Factors(ReplicateDesign design) =>
        new List<(string Name, int Levels)>
        {
            ("seed", design.Seeds), ("split", design.Splits), ("weights", design.Weights),
            ("order", design.Orders), ("permutation", design.Permutations),
        }.FindAll(factor => factor.Levels >= 2);

    private static VarianceComponents Analyse(PlotData data, Cell cell, List<(string Name, int Levels)> factors, uint question)
    {
        var runs = data.Runs[cell.Number];
        return VarianceComponents.Analyse(
            [.. factors.Select(factor => factor.Name)],
            [.. factors.Select(factor => factor.Levels)],
            Array.ConvertAll(runs.Original, correct => (double)correct / runs.Total),
            data.Results.Sweep.Spec.Seed,
            question);
    }

    private static string Share(Estimate share) => share.Interval is { } interval
        ? $"{Percent(share.Value)} [{Percent(interval.Lower)}, {Percent(interval.Upper)}] %"
        : $"{Percent(share.Value)} %";

    private static string Percent(double value) => Numbers.Fixed(100 * value, 0);
}
