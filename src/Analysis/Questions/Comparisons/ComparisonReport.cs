using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Comparisons with a baseline as people read them.</summary>
public static class ComparisonReport
{
    // Below this upper limit one distribution is almost stochastically above another (COVERAGE.md says why not below a half).
    private const double OrderBar = 0.2;

    /// <summary>Builds the report.</summary>
    public static Report Build(BaselineComparison comparison)
    {
        var sweep = comparison.Sweep;
        var corrected = comparison.CorrectedRatio is not null;
        var table = new ResultTable(
            $"{sweep.Spec.Name}: each cell A less the baseline B = cell {comparison.Baseline.Number} ({CellLabel.Short(comparison.Baseline)}), "
            + $"{What(comparison.Metric)}, paired by replicate.",
            [
                new("cell"), new("settings", IsNumber: false), new("pairs"), new("difference"), new("95 % interval"), new("p"), new("p Holm"),
            ],
            [.. comparison.Others.Select(IReadOnlyList<string> (other) => Row(other))]);

        // Two tables, so that a line fits a terminal of 100 letters.
        var columns = new List<TableColumn>
        {
            new("cell"), new("95 % BCa"), new("p t"), new("p flips"), new("P(A > B)"), new("saved"), new("order", IsNumber: false),
        };
        if (corrected)
        {
            columns.Add(new TableColumn("95 % corrected"));
            columns.Add(new TableColumn("p corrected"));
        }

        var more = new ResultTable("The same by other methods, and as distributions.", columns,
            [.. comparison.Others.Select(IReadOnlyList<string> (other) => More(other, corrected))]);
        return new Report(
            [table, more], [.. Legend(comparison)], [], [.. Findings(comparison)], [],
            [("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)),
                ("family", $"{comparison.Family} differences from cell {comparison.Baseline.Number}, {Scope(comparison)}")]);
    }

    private static List<string> Row(CellComparison other) =>
    [
        other.Cell.Number.ToString(CultureInfo.InvariantCulture),
        CellLabel.Short(other.Cell),
        (other.Paired?.Pairs ?? 0).ToString(CultureInfo.InvariantCulture),
        Numbers.Signed(other.Paired?.Difference.Value),
        Ends(other.Paired?.Difference.Interval, Numbers.Signed),
        Numbers.P(other.Paired?.PValue),
        Numbers.P(other.Holm) + Stars(other.Holm),
    ];

    private static List<string> More(CellComparison other, bool corrected)
    {
        var paired = other.Paired;
        List<string> row =
        [
            other.Cell.Number.ToString(CultureInfo.InvariantCulture),
            Ends(paired?.BcaDifference.Interval, Numbers.Signed),
            Numbers.P(paired?.PairedTPValue),
            Numbers.P(paired?.SignFlip?.P),
            paired is null ? Numbers.Undefined
                : $"{Numbers.Fixed(paired.Superiority.Value, 2)} {Ends(paired.Superiority.Interval, value => Numbers.Fixed(value ?? double.NaN, 2))}",
            paired is null || !double.IsFinite(paired.VarianceSaved) ? Numbers.Undefined : $"{Numbers.Fixed(100 * paired.VarianceSaved, 0)} %",
            Order(other),
        ];
        if (corrected)
        {
            row.Add(Ends(other.Corrected?.Mean.Interval, Numbers.Signed));
            row.Add(Numbers.P(other.Corrected?.PValue));
        }

        return row;
    }

    private static IEnumerable<string> Legend(BaselineComparison comparison)
    {
        yield return "pairs: replicates completed in both cells; they share split, weights, order and P. difference: its mean, with "
            + (comparison.Runs.Design is null
                ? "Student's t and BCa bootstrap intervals over replicates."
                : "Satterthwaite's t over the levels of the crossed design.");
        yield return $"p: two-sided, {PairedTestText.Rule}; p Holm: adjusted over all {Numbers.Count(comparison.Family)} differences from this baseline, "
            + $"{Scope(comparison)} (as in the report), so that the chance of any false star is about 5 %: * 0.05, ** 0.01, *** 0.001. "
            + "p t, p flips: the paired t test and that of sign flips without mid-p. How often they err: src/Analysis/Statistics/COVERAGE.md.";
        yield return "P(A > B): how often one run of A beats the paired run of B, with Wilson's interval. saved: the part of the variance of the "
            + "difference that pairing took away.";
        yield return "order: almost stochastic order, eps_min below 0.2: A above or below B as a whole distribution; otherwise both eps_min.";
        if (comparison.CorrectedRatio is { } ratio)
        {
            yield return $"corrected: Nadeau and Bengio's resampled t with n_test/n_train = {Numbers.Exact(ratio)}, about the algorithm on other data of "
                + "this kind; all else is about this data.";
        }
    }

    private static IEnumerable<string> Findings(BaselineComparison comparison)
    {
        if (comparison.NoPValueReason is { } refusal)
        {
            yield return $"No stars: {refusal}";
        }

        var leftOut = comparison.Others.Sum(other => other.LeftOut);
        if (leftOut > 0)
        {
            yield return $"{Numbers.Count(leftOut, "replicate")} left out, because one of the two runs failed, diverged or is not there.";
        }
    }

    private static string Order(CellComparison other) => other switch
    {
        { Better.UpperLimit: < OrderBar and var limit } => $"above ({Numbers.Fixed(limit, 2)})",
        { Worse.UpperLimit: < OrderBar and var limit } => $"below ({Numbers.Fixed(limit, 2)})",
        { Better: { } better, Worse: { } worse } => $"open ({Numbers.Fixed(better.UpperLimit, 2)}, {Numbers.Fixed(worse.UpperLimit, 2)})",
        _ => Numbers.Undefined,
    };

    private static string What(Metric metric) => KnownMetrics.TestSets.Contains(metric) ? $"rate {MetricText.Heading(metric)}" : metric.Name;

    private static string Scope(BaselineComparison comparison) =>
        KnownMetrics.TestSets.Contains(comparison.Metric) ? "on both test sets" : $"in {comparison.Metric}";

    private static string Stars(double? p) => p switch { <= 0.001 => "***", <= 0.01 => "**", <= 0.05 => "*", _ => "" };

    private static string Ends(Interval? interval, Func<double?, string> write) =>
        interval is { } ends ? $"[{write(ends.Lower)}, {write(ends.Upper)}]" : Numbers.Undefined;
}
