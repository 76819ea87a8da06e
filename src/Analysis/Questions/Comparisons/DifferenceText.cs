namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>What differences say together, in sentences.</summary>
public static class DifferenceText
{
    private const double Alpha = 1 - Estimate.DefaultLevel;

    /// <summary>How many of a family's differences have an adjusted p of at most 0.05, and on which side they are; null where none has a p.</summary>
    public static string? Significant(IReadOnlyList<Difference> differences) => Significant(
        differences.Select(difference => (difference.Metric, difference.IsOfBothTestSets, difference.Comparison.Difference.Value, difference.Adjusted)));

    /// <summary>The same of unpaired differences.</summary>
    public static string? Significant(IReadOnlyList<UnpairedDifference> differences) => Significant(
        differences.Select(difference => (difference.Metric, difference.IsOfBothTestSets, difference.Comparison?.Difference ?? 0, difference.Adjusted)));

    /// <summary>Why tests for a fixed number of replicates are not valid for these runs; null where they are.</summary>
    public static string? Caveat(SweepRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return runs switch
        {
            { HasFixedReplicates: true } => null,
            { IsComplete: true } => "The results decided how many replicates there are: p and intervals for a fixed number are not valid.",
            _ => "Not final: this is a look before the end. p and intervals for a fixed number of replicates are not valid while the sweep runs.",
        };
    }

    /// <summary>What the p and the intervals of a family are, for notes; the reason where there are none.</summary>
    public static string Method(DifferenceFamily family) => family.Method is { } method
        ? $"p: two-sided, {method}, adjusted over all {Numbers.Count(family.Size, "difference")}. The intervals hold together with 95 %."
        : family.Differences.Select(difference => difference.NoPValueReason).FirstOrDefault() ?? "";

    private static string? Significant(IEnumerable<(Metric Metric, bool IsOfBothTestSets, double Value, double? Adjusted)> differences)
    {
        var tested = differences.Where(difference => difference.Adjusted is not null).ToList();
        if (tested.Count == 0)
        {
            return null;
        }

        var clear = tested.Where(difference => difference.Adjusted <= Alpha).ToList();
        var above = clear.Count(difference => difference.Value > 0);
        var isOnBoth = tested.All(difference => KnownMetrics.TestSets.Contains(difference.Metric))
            && tested.Any(difference => difference.IsOfBothTestSets || difference.Metric == KnownMetrics.AccuracyInverted);
        return $"{Numbers.Count(clear.Count)} of {Numbers.Count(tested.Count, "difference")}{(isOnBoth ? " on both test sets" : "")} "
            + $"{(clear.Count == 1 ? "has" : "have")} an adjusted p <= 0.05: "
            + $"{Numbers.Count(above)} above 0, {Numbers.Count(clear.Count - above)} below.";
    }
}
