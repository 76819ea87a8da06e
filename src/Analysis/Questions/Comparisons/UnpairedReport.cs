using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Unpaired comparisons of cells as people read them.</summary>
public static class UnpairedReport
{
    /// <summary>Builds the report.</summary>
    public static Report Build(UnpairedComparisons comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var sweep = comparisons.Sweep;
        var table = new ResultTable(
            $"{sweep.Spec.Name}: {ComparisonText.Against(comparisons)}, {ComparisonText.What(comparisons.Metric)}, unpaired.",
            [
                .. ComparisonText.CellColumns(comparisons), .. ComparisonText.SettingColumns(comparisons), new("n A"), new("n B"), new("difference"),
                new("simultaneous 95 %"), new("p adjusted"), new("effect"),
            ],
            [.. comparisons.All.Select(IReadOnlyList<string> (difference) => Row(difference, comparisons))]);
        var more = new ResultTable(
            "Each difference alone.",
            [.. ComparisonText.CellColumns(comparisons), new("95 % t"), new("p alone"), new("standard error"), new("degrees")],
            [.. comparisons.All.Select(IReadOnlyList<string> (difference) => More(difference, comparisons))]);
        return new Report(
            [table, more, .. SelfCheckText.Tables(comparisons)],
            [.. Legend(comparisons), .. SelfCheckText.Legend(comparisons)],
            [],
            [.. Findings(comparisons), .. SelfCheckText.Findings(comparisons)],
            [],
            [("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)), ("family", Family(comparisons))]);
    }

    private static List<string> Row(UnpairedDifference difference, UnpairedComparisons comparisons) =>
    [
        .. ComparisonText.Cells(difference.Cell, difference.Baseline, comparisons),
        .. ComparisonText.Settings(difference.Cell, difference.Baseline, comparisons),
        Numbers.Count(difference.First),
        Numbers.Count(difference.Second),
        MetricText.Signed(comparisons.Metric, difference.Comparison?.Difference),
        ComparisonText.Ends(comparisons, difference.Simultaneous),
        Numbers.P(difference.Adjusted) + ComparisonText.Stars(difference.Adjusted),
        Numbers.Fixed(difference.Comparison?.EffectSize ?? double.NaN, 1),
    ];

    private static List<string> More(UnpairedDifference difference, UnpairedComparisons comparisons) =>
    [
        .. ComparisonText.Cells(difference.Cell, difference.Baseline, comparisons),
        ComparisonText.Ends(comparisons, difference.Interval),
        Numbers.P(difference.P),
        MetricText.Finite(comparisons.Metric, difference.Comparison?.StandardError),
        Numbers.Fixed(difference.Comparison?.Degrees ?? double.NaN, 1),
    ];

    private static IEnumerable<string> Legend(UnpairedComparisons comparisons)
    {
        yield return "n A, n B: completed runs of the two cells, which are not paired. difference: mean of A less mean of B. effect: Hedges' g*s, the "
            + "difference in units of the root of the average variance, corrected for small samples.";
        yield return $"p adjusted: two-sided, {UnpairedComparisons.Method}, over all {Family(comparisons)}, so that the chance of any false star is "
            + "at most 5 % if all runs are independent and means are about normal: * 0.05, ** 0.01, *** 0.001. simultaneous: all intervals hold together "
            + "with 95 % (Bonferroni); one that excludes 0 has a star, and later steps of Holm's method may add stars.";
        yield return "95 % t, p alone: Welch's t with Satterthwaite's degrees of freedom, for one difference that was chosen before looking.";
    }

    private static IEnumerable<string> Findings(UnpairedComparisons comparisons)
    {
        if (DifferenceText.Caveat(comparisons.Runs) is { } caveat)
        {
            yield return caveat;
            yield break;
        }

        if (DifferenceText.Significant(comparisons.Family) is { } significant)
        {
            yield return significant;
        }

        foreach (var group in comparisons.All.Where(difference => difference.NoPValueReason is not null).GroupBy(difference => difference.NoPValueReason))
        {
            yield return $"{Numbers.Count(group.Count(), "difference")} without p: {group.Key}";
        }

        var shared = comparisons.All.Count(difference =>
            comparisons.Runs.Pairs(difference.Cell.Number, difference.Baseline.Number, comparisons.Metric).Count >= StepDownMaxT.MinPairs(SelfCheck.Alpha));
        if (shared > 0)
        {
            yield return $"In {Numbers.Count(shared, "difference")} both cells completed the same replicates. If these are pairs, a comparison without "
                + "--unpaired finds more.";
        }
    }

    private static string Family(UnpairedComparisons comparisons) =>
        ComparisonText.Family(comparisons.Tested, comparisons);
}
