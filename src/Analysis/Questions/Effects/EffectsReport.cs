using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Effects;

/// <summary>Effects as people read them: ranked shares, marginal means, and differences between values.</summary>
public static class EffectsReport
{
    private const int MaxRows = 40;
    private const int MaxFindings = 3;

    // Two-sided, as the stars of other tables.
    private const double Alpha = 1 - Estimate.DefaultLevel;

    /// <summary>Builds the report.</summary>
    public static Report Build(GridEffects effects)
    {
        var sweep = effects.Runs.Sweep;
        var terms = effects.Shares?.Terms.OrderByDescending(term => term.Component).ToList() ?? [];
        var differences = effects.Differences.OrderBy(difference => difference.Adjusted ?? 1).ThenByDescending(difference => difference.Difference).ToList();
        var tables = new List<ResultTable>();
        if (terms.Count > 0)
        {
            tables.Add(SharesTable(effects, terms));
        }

        tables.Add(LevelsTable(effects));
        if (differences.Count > 0)
        {
            tables.Add(DifferencesTable(effects, differences));
        }

        return new Report(
            tables, [.. Legend(effects, terms.Count)], [], [.. Findings(effects, terms)], [.. LeftOut(effects)],
            [("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)), ("metric", effects.Metric.Name)]);
    }

    /// <summary>A main effect or an interaction by the names of its axes.</summary>
    /// <param name="effects">The analysis.</param>
    /// <param name="term">One of its terms.</param>
    public static string Name(GridEffects effects, EffectShare term) => term.Axes.IsEmpty
        ? "three or more axes"
        : string.Join(" x ", term.Axes.Select(axis => effects.Grid.Axes[axis].Setting.Name));

    /// <summary>A term with its share and the interval of it: <c>learningRate 71.2 % [65.0 %, 77.4 %]</c>.</summary>
    /// <param name="effects">The analysis.</param>
    /// <param name="term">One of its terms.</param>
    public static string ShareText(GridEffects effects, EffectShare term) =>
        $"{Name(effects, term)} {Percent(term.Share.Value)} {Ends(term.Share.Interval, Percent)}";

    private static ResultTable SharesTable(GridEffects effects, List<EffectShare> terms) => new(
        $"{effects.Runs.Sweep.Spec.Name}: shares of main effects and interactions in the variance of {effects.Metric} between "
        + $"{Numbers.Count(effects.Grid.Cells.Count, "cell")}, {Numbers.Count(effects.Grid.Replicates.Count, "replicate")}.",
        [new("effect of", IsNumber: false), new("share"), new("95 % interval")],
        [.. terms.Take(MaxRows).Select(IReadOnlyList<string> (term) => [Name(effects, term), Percent(term.Share.Value), Ends(term.Share.Interval, Percent)])]);

    private static ResultTable LevelsTable(GridEffects effects) => new(
        $"Mean of {effects.Metric} over all cells with a value.",
        [new("setting", IsNumber: false), new("value", IsNumber: false), new("mean"), new("95 % interval")],
        [.. effects.Levels.Take(MaxRows).Select(IReadOnlyList<string> (level) =>
            [level.Axis.Setting.Name, level.Value.Text, Say(effects, level.Mean.Value), Ends(level.Mean.Interval, value => Say(effects, value))])]);

    private static ResultTable DifferencesTable(GridEffects effects, List<LevelDifference> differences) => new(
        "Differences between values of a setting, averaged over the other settings and paired by replicate.",
        [
            new("setting", IsNumber: false), new("greater", IsNumber: false), new("than", IsNumber: false), new("difference"), new("simultaneous 95 %"),
            new("p adjusted"),
        ],
        [.. differences.Take(MaxRows).Select(IReadOnlyList<string> (difference) =>
        [
            difference.Axis.Setting.Name, difference.Greater.Text, difference.Than.Text, Say(effects, difference.Difference),
            Ends(difference.Interval, value => Say(effects, value)), Numbers.P(difference.Adjusted),
        ])]);

    private static IEnumerable<string> Legend(GridEffects effects, int terms)
    {
        if (terms > 0)
        {
            yield return "share: of the variance between cells. Products of the effect estimates of different replicates take its noise out, so that it is "
                + "unbiased and a small one may come out negative; interval: jackknife over replicates. The grid is complete, so these shares are exact "
                + "where fANOVA reads them off a fitted random forest.";
        }

        yield return $"mean: every used cell with the value counts the same; interval: {effects.Runs.Means.Name} over replicates.";
        if (effects.Test is { Tested: > 0 } test)
        {
            yield return $"simultaneous 95 %, p adjusted: over {Numbers.Count(effects.Differences.Count, "difference")}, step-down maxT over "
                + $"{(test.IsExact ? "all " : "")}{Numbers.Count(test.Flips)} sign flips of whole replicates.";
        }
        else if (effects.Test is not null && effects.Differences.Count > 0)
        {
            yield return $"difference: {Numbers.Count(effects.Grid.Replicates.Count, "replicate")} cannot give p <= 0.05 by sign flips, so there is no "
                + $"interval and no p. {StepDownMaxT.MinPairs(Alpha)} are needed.";
        }

        if (effects.Runs.Design is not null)
        {
            yield return "The replicates are crossed and share levels, so there are no p and no shares; intervals count levels, one at a time.";
        }

        if (Math.Max(effects.Levels.Count, Math.Max(effects.Differences.Count, terms)) > MaxRows)
        {
            yield return $"Each table shows at most {MaxRows} rows, shares from the largest and differences from the smallest p on; --json has all.";
        }
    }

    private static IEnumerable<string> Findings(GridEffects effects, List<EffectShare> terms)
    {
        if (effects.Shares is { } shares && !terms.Exists(term => double.IsFinite(term.Share.Value)))
        {
            yield return "No variance between cells was found beyond the noise of the replicates, so there is nothing to split"
                + $" (estimate {Numbers.Significant(shares.Variance)}).";
            yield break;
        }

        foreach (var term in terms.Where(term => term.Share.Interval is { Lower: > 0 }).Take(MaxFindings))
        {
            yield return $"{Name(effects, term)}: {Percent(term.Share.Value)} of the variance between cells {Ends(term.Share.Interval, Percent)}.";
        }

        if (effects.Test is { Tested: > 0 })
        {
            yield return $"Adjusted p <= 0.05: {Numbers.Count(effects.Differences.Count(difference => difference.Adjusted <= Alpha))} of "
                + $"{Numbers.Count(effects.Differences.Count, "difference")}.";
        }
    }

    private static IEnumerable<string> LeftOut(GridEffects effects)
    {
        var (grid, sweep) = (effects.Grid, effects.Runs.Sweep);
        if (grid.LeftOut.Count > 0)
        {
            yield return $"Left out, because combinations with them have no cell or too few runs: {string.Join("; ", grid.LeftOut.Select(Describe))}. "
                + $"Used: {Numbers.Count(grid.Cells.Count)} of {Numbers.Count(sweep.Cells.Length, "cell")}.";
        }

        var held = grid.Held.Where(value => grid.LeftOut.Any(axis => axis.Setting == value.Setting)).ToList();
        if (held.Count > 0)
        {
            yield return "One value is left, so nothing is said about its effect: "
                + $"{string.Join("; ", held.Select(value => $"{value.Setting.Name} {value.Text}"))}.";
        }

        var most = grid.Cells.Max(cell => effects.Runs.Values(cell.Number, effects.Metric).N);
        if (most > grid.Replicates.Count)
        {
            yield return $"{Numbers.Count(grid.Replicates.Count, "replicate")} used: those that all used cells have, of up to {Numbers.Count(most)}.";
        }

        var untested = grid.Axes.Except(effects.Tested).Select(axis => axis.Setting.Name).ToList();
        if (untested.Count > 0)
        {
            yield return $"Values not compared, because a family has at most {Numbers.Count(GridEffects.MaxDifferences)} differences: "
                + $"{string.Join(", ", untested)}.";
        }
    }

    private static string Describe(Axis axis) => $"{axis.Setting.Name} {string.Join(", ", axis.Values.Select(value => value.Text))}";

    private static string Say(GridEffects effects, double value) => double.IsFinite(value) ? MetricText.Value(effects.Metric, value) : Numbers.Undefined;

    private static string Percent(double value) => double.IsFinite(value) ? $"{Numbers.Fixed(100 * value, 1)} %" : Numbers.Undefined;

    private static string Ends(Interval? interval, Func<double, string> say) =>
        interval is { } ends ? $"[{say(ends.Lower)}, {say(ends.Upper)}]" : Numbers.Undefined;
}
