using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Paired differences as a table, and what they say in sentences.</summary>
public static class DifferenceTable
{
    private const double Significance = 0.05;

    /// <summary>One row a difference.</summary>
    public static ResultTable Build(Sweep sweep, IReadOnlyList<Difference> differences) => new(
        $"Paired differences{(IsOfRates(differences) ? " of rates" : "")}: cell minus baseline, replicate by replicate.",
        [
            new TableColumn("cell", IsNumber: false), new TableColumn("on", IsNumber: false), new TableColumn("pairs"),
            new TableColumn("difference"), new TableColumn("95 % interval"), new TableColumn("p (Holm)"),
            new TableColumn("P(better)"), new TableColumn("variance saved"),
        ],
        [.. differences.Select(IReadOnlyList<string> (difference) =>
        [
            CellLabel.Long(sweep, difference.Cell),
            difference.Label,
            Numbers.Count(difference.Comparison.Pairs),
            Numbers.Signed(difference.Comparison.Difference.Value),
            difference.Comparison.Difference.Interval is { } interval
                ? $"[{Numbers.Signed(interval.Lower)}, {Numbers.Signed(interval.Upper)}]" : Numbers.Undefined,
            Numbers.P(difference.Adjusted),
            Numbers.Fixed(difference.Comparison.Superiority.Value, 2),
            double.IsFinite(difference.Comparison.VarianceSaved) ? $"{Numbers.Fixed(100 * difference.Comparison.VarianceSaved, 0)} %" : Numbers.Undefined,
        ])]);

    /// <summary>What can be said of all of them together.</summary>
    public static IEnumerable<string> Sentences(Sweep sweep, IReadOnlyList<Difference> differences)
    {
        var tested = differences.Where(difference => difference.Adjusted is not null).ToList();
        if (tested.Count == 0)
        {
            if (differences is [{ Comparison.NoPValueReason: { } refusal }, ..])
            {
                yield return refusal;
            }

            yield break;
        }

        var isOfRates = IsOfRates(differences);
        var clear = tested.Where(difference => difference.Adjusted < Significance).ToList();
        yield return $"{Numbers.Count(clear.Count)} of {Numbers.Count(tested.Count, "difference")} are not chance at the 5 % level "
            + $"({PairedTestText.Rule}; p adjusted by Holm over all {Numbers.Count(tested.Count)}{(isOfRates ? ", on both test sets" : "")}): "
            + $"{Numbers.Count(clear.Count(difference => difference.Comparison.Difference.Value > 0))} cells are {(isOfRates ? "better than" : "above")} "
            + $"the baseline{(isOfRates ? " on their test set" : "")}, "
            + $"{Numbers.Count(clear.Count(difference => difference.Comparison.Difference.Value < 0))} are {(isOfRates ? "worse" : "below")}.";
        foreach (var metric in differences.Where(difference => !difference.IsOfBothTestSets && difference.Metric.Better is not MetricDirection.None)
            .Select(difference => difference.Metric).Distinct())
        {
            var sign = metric.Better is MetricDirection.Smaller ? -1 : 1;
            var best = differences.Where(difference => difference.Metric == metric && !difference.IsOfBothTestSets)
                .MaxBy(difference => sign * difference.Comparison.Difference.Value)!;
            if (best.Comparison.Difference is { Interval: { } interval } difference && sign * difference.Value > 0)
            {
                var wins = sign > 0 ? best.Comparison.Superiority.Value : 1 - best.Comparison.Superiority.Value;
                yield return $"The best {(KnownMetrics.TestSets.Contains(metric) ? MetricText.Heading(metric) : $"in {metric}")} "
                    + $"is {CellLabel.Long(sweep, best.Cell)}: {Numbers.Signed(difference.Value)} "
                    + $"[{Numbers.Signed(interval.Lower)}, {Numbers.Signed(interval.Upper)}], better in {Numbers.Fixed(100 * wins, 0)} of 100 further pairs.";
            }
        }
    }

    private static bool IsOfRates(IReadOnlyList<Difference> differences) => differences.All(difference => KnownMetrics.TestSets.Contains(difference.Metric));
}
