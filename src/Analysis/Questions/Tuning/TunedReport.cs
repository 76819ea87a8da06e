using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Tuning;

/// <summary>Tuned comparisons as people read them: the tuned values, their differences, and the tuning curve.</summary>
public static class TunedReport
{
    private const int MaxSteps = 12;
    private const int MaxRows = 40;
    private const double Alpha = 1 - Estimate.DefaultLevel;

    /// <summary>Builds the report.</summary>
    public static Report Build(TunedComparison comparison)
    {
        var (sweep, choice) = (comparison.Runs.Sweep, comparison.Choice);
        return new Report(
            [LevelsTable(comparison), DifferencesTable(comparison), CurveTable(comparison)],
            [.. Legend(comparison)],
            [],
            [.. Findings(comparison)],
            [.. Missing(comparison)],
            [
                ("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)),
                ("tuned", string.Join(", ", choice.Tuned.Select(axis => axis.Setting.Name))), ("selected on", choice.Select.Name),
            ]);
    }

    /// <summary>About twelve numbers of cells from 1 to all, evenly spaced by ratio: 1, 2, 3, 5, 8, …</summary>
    /// <param name="cells">How many cells there are, at least 1.</param>
    public static IReadOnlyList<int> Steps(int cells) => cells <= MaxSteps
        ? [.. Enumerable.Range(1, cells)]
        : [.. Enumerable.Range(0, MaxSteps).Select(i => (int)Math.Round(Math.Pow(cells, i / (MaxSteps - 1.0)))).Distinct()];

    private static ResultTable LevelsTable(TunedComparison comparison) => new(
        $"{comparison.Runs.Sweep.Spec.Name}: {comparison.Metric} of the cell that {comparison.Choice.Select} prefers in each replicate, by {Name(comparison)}.",
        [
            new(Name(comparison), IsNumber: false), new("cells"), new("replicates"), new("mean"), new("95 % interval"), new("most often", IsNumber: false),
            new("times"),
        ],
        [.. comparison.Levels.Select(IReadOnlyList<string> (level) =>
        [
            level.Value.Text,
            Numbers.Count(level.Cells),
            Numbers.Count(level.Mean.N),
            Say(comparison, level.Mean.Value),
            Ends(comparison, level.Mean.Interval),
            level.Chosen.Count > 0 ? CellLabel.Short(level.Chosen[0].Cell) : Numbers.Undefined,
            level.Chosen.Count > 0 ? Numbers.Count(level.Chosen[0].Times) : Numbers.Undefined,
        ])]);

    private static ResultTable DifferencesTable(TunedComparison comparison) => new(
        "Differences between tuned values, paired by replicate.",
        [
            new("greater", IsNumber: false), new("than", IsNumber: false), new("pairs"), new("difference"), new("simultaneous 95 %"), new("p"),
            new("p adjusted"),
        ],
        [.. comparison.Differences.OrderBy(difference => difference.Adjusted ?? 1).ThenByDescending(difference => difference.Difference).Take(MaxRows)
            .Select(IReadOnlyList<string> (difference) =>
            [
                difference.Greater.Text, difference.Than.Text, Numbers.Count(difference.Pairs), Say(comparison, difference.Difference),
                Ends(comparison, difference.Interval), Numbers.P(difference.PValue), Numbers.P(difference.Adjusted),
            ])]);

    private static ResultTable CurveTable(TunedComparison comparison) => new(
        $"Expected {comparison.Metric} of the cell that {comparison.Choice.Select} prefers among k random cells.",
        [new("k"), .. comparison.Levels.Select(level => new TableColumn(level.Value.Text))],
        [.. Steps(comparison.Levels.Max(level => level.Cells)).Select(IReadOnlyList<string> (k) =>
            [Numbers.Count(k), .. comparison.Levels.Select(level => k > level.Curve.Count ? Numbers.Undefined : Point(comparison, level.Curve[k - 1]))])]);

    private static IEnumerable<string> Legend(TunedComparison comparison)
    {
        yield return $"Every value of {Name(comparison)} is tuned anew in every replicate, so that the variance of tuning is in the intervals. "
            + $"95 % interval of a mean: {comparison.Runs.Means.Name} over replicates.";
        if (comparison.Test is { Tested: > 0 } test)
        {
            yield return $"simultaneous 95 %, p adjusted: over {Numbers.Count(comparison.Differences.Count, "difference")}, step-down maxT over "
                + $"{(test.IsExact ? "all " : "")}{Numbers.Count(test.Flips)} sign flips of whole replicates.";
        }
        else if (comparison.Test is not null)
        {
            yield return $"Differences with fewer than {StepDownMaxT.MinPairs(Alpha)} pairs cannot reach p <= 0.05 by sign flips, so they have no interval "
                + "and no p.";
        }
        else
        {
            yield return "The replicates are crossed and share levels, so there is no p; intervals count levels, one at a time.";
        }

        yield return "k: cells drawn without replacement from all cells of the value, exactly over all draws; mean ± half of its 95 % interval over "
            + "replicates.";
    }

    private static IEnumerable<string> Findings(TunedComparison comparison)
    {
        if (comparison.IsOptimistic)
        {
            yield return $"Optimistic: {comparison.Choice.Select} selects and {comparison.Choice.WhyOptimistic}, so the means of the selected cells are too "
                + "good. " + (comparison.Runs.Sweep.Experiment.TryFindSetting("validationFraction", out _)
                    ? $"Set validationFraction in the specification and use --select {TuningChoice.DefaultSelect}."
                    : "Measure another metric on data set aside, and use it for --select.");
        }

        if (comparison.IsUneven)
        {
            yield return $"The values of {Name(comparison)} have different numbers of cells to choose from, so some are tuned with more effort: compare the "
                + "curves at one k.";
        }

        if (comparison.Test is { Tested: > 0 })
        {
            yield return $"Adjusted p <= 0.05: {Numbers.Count(comparison.Differences.Count(difference => difference.Adjusted <= Alpha))} of "
                + $"{Numbers.Count(comparison.Differences.Count, "difference")}.";
        }
    }

    private static IEnumerable<string> Missing(TunedComparison comparison)
    {
        foreach (var level in comparison.Levels.Where(level => level.Mean.N < level.Results.Length))
        {
            yield return $"{Name(comparison)} {level.Value.Text}: {Numbers.Count(level.Results.Length - level.Mean.N)} of "
                + $"{Numbers.Count(level.Results.Length, "replicate")} left out, because some of its trials have not ended or none was measured.";
        }
    }

    private static string Name(TunedComparison comparison) => comparison.Choice.Between.Setting.Name;

    private static string Point(TunedComparison comparison, Estimate mean) =>
        Say(comparison, mean.Value) + (mean.Interval is { } interval ? $" ± {Say(comparison, interval.HalfWidth)}" : "");

    private static string Say(TunedComparison comparison, double value) =>
        double.IsFinite(value) ? MetricText.Value(comparison.Metric, value) : Numbers.Undefined;

    private static string Ends(TunedComparison comparison, Interval? interval) =>
        interval is { } ends ? $"[{Say(comparison, ends.Lower)}, {Say(comparison, ends.Upper)}]" : Numbers.Undefined;
}
