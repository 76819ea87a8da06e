using Symmetry.Analysis.Statistics;
using Symmetry.Client.Plots;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;

namespace Symmetry.Client.Reports;

/// <summary>Paired differences as a table, and what they say in sentences.</summary>
internal static class DifferenceTable
{
    private const double Significance = 0.05;
    private const double MinShown = 0.0001;

    /// <summary>One row a difference.</summary>
    public static ResultTable Of(PlotData data) => new(
        "Paired differences of rates: cell minus baseline, replicate by replicate.",
        [
            new TableColumn("cell", IsNumber: false), new TableColumn("on", IsNumber: false), new TableColumn("pairs"),
            new TableColumn("difference"), new TableColumn("95 % interval"), new TableColumn("p (Holm)"),
            new TableColumn("P(better)"), new TableColumn("variance saved"),
        ],
        [.. data.Differences.Select(IReadOnlyList<string> (one) =>
        [
            one.Name,
            StripPlot.NameOf(one.Side),
            Numbers.Count(one.Comparison.Pairs),
            Signed(one.Comparison.Difference.Value),
            one.Comparison.Difference.Interval is { } interval ? $"[{Signed(interval.Lower)}, {Signed(interval.Upper)}]" : Numbers.Undefined,
            P(one.Adjusted),
            Numbers.Fixed(one.Comparison.Superiority.Value, 2),
            double.IsFinite(one.Comparison.VarianceSaved) ? $"{Numbers.Fixed(100 * one.Comparison.VarianceSaved, 0)} %" : Numbers.Undefined,
        ])]);

    /// <summary>What can be said of all of them together.</summary>
    public static IEnumerable<string> Sentences(PlotData data)
    {
        var tested = data.Differences.Where(one => one.Adjusted is not null).ToList();
        if (tested.Count == 0)
        {
            if (data.Differences is [{ Comparison.Refusal: { } refusal }, ..])
            {
                yield return refusal;
            }

            yield break;
        }

        var clear = tested.Where(one => one.Adjusted < Significance).ToList();
        yield return $"{Numbers.Count(clear.Count)} of {Numbers.Count(tested.Count, "difference")} are not chance at the 5 % level "
            + $"({TestNames.Rule}; p adjusted by Holm over all {Numbers.Count(tested.Count)}, on both test sets): "
            + $"{Numbers.Count(clear.Count(one => one.Comparison.Difference.Value > 0))} cells are better than the baseline on their test set, "
            + $"{Numbers.Count(clear.Count(one => one.Comparison.Difference.Value < 0))} are worse.";
        foreach (var side in (TestSide[])[TestSide.Original, TestSide.Inverted])
        {
            if (data.Differences.Where(one => one.Side == side).MaxBy(one => one.Comparison.Difference.Value) is { } best
                && best.Comparison.Difference is { Value: > 0, Interval: { } interval })
            {
                yield return $"The best on {StripPlot.NameOf(side)}_test is {best.Name}: {Signed(best.Comparison.Difference.Value)} "
                    + $"[{Signed(interval.Lower)}, {Signed(interval.Upper)}], better in {Better(best.Comparison.Superiority)} of 100 further pairs.";
            }
        }
    }

    private static string Better(Estimate superiority) => Numbers.Fixed(100 * superiority.Value, 0);

    private static string P(double? p) => p switch
    {
        null => Numbers.Undefined,
        < MinShown => "< 0.0001",
        { } value => Numbers.Fixed(value, 4),
    };

    private static string Signed(double value) => (value > 0 ? "+" : "") + Numbers.Fixed(value, 4);
}
