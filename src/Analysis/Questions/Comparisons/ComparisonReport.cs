using Symmetry.Analysis.Questions.Tables;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Comparisons of cells as people read them.</summary>
public static class ComparisonReport
{
    // Below this upper limit one distribution is almost stochastically above another (COVERAGE.md says why not below a half).
    private const double OrderBar = 0.2;

    /// <summary>Builds the report.</summary>
    public static Report Build(CellComparisons comparisons)
    {
        var sweep = comparisons.Sweep;
        var isCrossed = comparisons.Runs.Design is not null;
        var table = new ResultTable(
            $"{sweep.Spec.Name}: {ComparisonText.Against(comparisons)}, {ComparisonText.What(comparisons.Metric)}, paired by replicate.",
            [
                .. ComparisonText.CellColumns(comparisons), .. ComparisonText.SettingColumns(comparisons), new("pairs"), new("difference"),
                .. comparisons.IsSequential ? (TableColumn[])[new("95 % sequence"), new("effect")]
                    : [new(isCrossed ? "95 % interval" : "simultaneous 95 %"), new("p adjusted"), new("effect"), new("finds")],
            ],
            [.. comparisons.All.Select(IReadOnlyList<string> (comparison) => Row(comparison, comparisons))]);

        if (comparisons.IsSequential)
        {
            return Of(comparisons, [table]);
        }

        // Two tables, so that a line fits a terminal of 100 letters.
        List<TableColumn> columns =
        [
            .. ComparisonText.CellColumns(comparisons), new("95 % t"), new("95 % BCa"), new("p alone"), new("p t"), new("P(A > B)"), new("saved"),
            new("order", IsNumber: false),
        ];
        if (comparisons.CorrectedRatio is not null)
        {
            columns.Add(new TableColumn("95 % corrected"));
            columns.Add(new TableColumn("p corrected"));
        }

        var more = new ResultTable("Each difference alone, by other methods, and as distributions.", columns,
            [.. comparisons.All.Select(IReadOnlyList<string> (comparison) => More(comparison, comparisons))]);
        return Of(comparisons, [table, more, .. SelfCheckText.Tables(comparisons)]);
    }

    private static Report Of(CellComparisons comparisons, IReadOnlyList<ResultTable> tables) => new(
        tables, [.. Legend(comparisons), .. SelfCheckText.Legend(comparisons)], [], [.. Findings(comparisons), .. SelfCheckText.Findings(comparisons)], [],
        [("sweep", comparisons.Sweep.Id), ("seed", comparisons.Sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)),
            ("family", Family(comparisons))]);

    private static string Family(CellComparisons comparisons) => ComparisonText.Family(comparisons.Family.Size, comparisons);

    private static List<string> Row(CellComparison comparison, CellComparisons comparisons) =>
    [
        .. ComparisonText.Cells(comparison.Cell, comparison.Baseline, comparisons),
        .. ComparisonText.Settings(comparison.Cell, comparison.Baseline, comparisons),
        (comparison.Paired?.Pairs ?? 0).ToString(CultureInfo.InvariantCulture),
        MetricText.Signed(comparisons.Metric, comparison.Paired?.Difference.Value),
        .. comparisons.IsSequential
            ? (string[])[ComparisonText.Ends(comparisons, comparisons.SequenceOf(comparison)), Effect(comparison)]
            :
            [
                ComparisonText.Ends(comparisons, comparison.Difference?.Interval),
                Numbers.P(comparison.Difference?.Adjusted) + ComparisonText.Stars(comparison.Difference?.Adjusted),
                Effect(comparison),
                MetricText.Finite(comparisons.Metric, comparison.Difference?.LeastDetectable),
            ],
    ];

    private static string Effect(CellComparison comparison) => Numbers.Fixed(comparison.Paired?.EffectSize ?? double.NaN, 1);

    private static List<string> More(CellComparison comparison, CellComparisons comparisons)
    {
        var paired = comparison.Paired;
        List<string> row =
        [
            .. ComparisonText.Cells(comparison.Cell, comparison.Baseline, comparisons),
            ComparisonText.Ends(comparisons, paired?.Difference.Interval),
            ComparisonText.Ends(comparisons, paired?.BcaDifference.Interval),
            Numbers.P(comparison.Difference?.Tested.P),
            Numbers.P(paired?.PairedTPValue),
            paired is null ? Numbers.Undefined : $"{Numbers.Fixed(paired.Superiority.Value, 2)} "
                + ComparisonText.Ends(paired.Superiority.Interval, value => Numbers.Fixed(value ?? double.NaN, 2)),
            paired is null || !double.IsFinite(paired.VarianceSaved) ? Numbers.Undefined : $"{Numbers.Fixed(100 * paired.VarianceSaved, 0)} %",
            comparison.Order switch
            {
                { UpperLimit: < OrderBar } => "above",
                { ReverseUpperLimit: < OrderBar } => "below",
                { } => "open",
                null => Numbers.Undefined,
            },
        ];
        if (comparisons.CorrectedRatio is not null)
        {
            row.Add(ComparisonText.Ends(comparisons, comparison.Corrected?.Mean.Interval));
            row.Add(Numbers.P(comparison.Corrected?.PValue));
        }

        return row;
    }

    private static IEnumerable<string> Legend(CellComparisons comparisons)
    {
        var isCrossed = comparisons.Runs.Design is not null;
        var isDrawn = comparisons.Sweep.Cells.Any(cell => comparisons.Sweep.Experiment.RandomPurposesOf(cell.Settings).Count > 0);
        yield return $"pairs: replicates completed in both cells{(isDrawn ? ", which share all random numbers" : "")}. difference: its mean"
            + (comparisons.Sweep.Cells[0].Settings is MlpSettings && !isCrossed ? " over random splits of this data set. " : ". ")
            + "effect: difference / standard deviation of one run, pooled over both cells.";
        if (comparisons.IsSequential)
        {
            yield return "95 % sequence: of the median difference, by the sequential sign-flip test. All sequences of the "
                + $"{Family(comparisons)}, hold together with 95 % however often the runs are looked at, if differences are symmetric; "
                + $"one that excludes 0 shows a difference. {Numbers.Undefined} where the pairs are too few to exclude anything.";
            yield break;
        }

        yield return isCrossed
            ? "95 % interval: Satterthwaite's t over the levels of the crossed design."
            : $"p adjusted: two-sided, {comparisons.Family.Method ?? "step-down maxT over sign flips of whole replicates"}, over all "
                + $"{Family(comparisons)}, so that the chance of any false star is at most 5 % if differences are symmetric about "
                + "their means: * 0.05, ** 0.01, *** 0.001. simultaneous: all intervals hold together with 95 %; one that "
                + "excludes 0 has a star, and later steps may add stars. finds: the smallest difference that these replicates find with power 0.8 "
                + "in this family, if differences are normal.";
        yield return "95 % t, BCa, p alone (sign flips), p t (paired t test): for one difference that was chosen before looking. How often they err: "
            + "src/Analysis/Statistics/COVERAGE.md.";
        yield return "P(A > B): how often one run of A beats the paired run of B, with Wilson's interval. saved: the part of the variance of the "
            + "difference that pairing took away.";
        yield return "order: almost stochastic order, eps_min below 0.2: A above or below B as a whole distribution. Read in both directions, it errs in "
            + "4.0 to 8.8 % of the cases where A and B do not differ; it is not adjusted for the family.";
        if (comparisons.CorrectedRatio is { } ratio)
        {
            yield return $"corrected: Nadeau and Bengio's resampled t with n_test/n_train = {Numbers.Exact(ratio)}, about the algorithm on other data of "
                + "this kind; all else is about this data.";
        }
    }

    private static IEnumerable<string> Findings(CellComparisons comparisons)
    {
        if (DifferenceText.Caveat(comparisons.Runs) is { } caveat)
        {
            yield return caveat;
            yield break;
        }

        if (DifferenceText.Significant(comparisons.Family.Differences) is { } significant)
        {
            yield return significant;
        }

        var without = comparisons.All.Count(comparison => comparison.Difference is { NoPValueReason: not null });
        if (comparisons.NoPValueReason is { } reason)
        {
            yield return without == comparisons.All.Count(comparison => comparison.Difference is not null)
                ? $"No stars: {reason}"
                : $"{Numbers.Count(without)} of {Numbers.Count(comparisons.All.Count, "difference")} "
                    + $"{(without == 1 ? "has" : "have")} no p and are not in the family: {reason}";
        }

        var unpaired = comparisons.All.Count(comparison => comparison.Difference is null
            && comparisons.Runs.Values(comparison.Cell.Number, comparisons.Metric).N > 0
            && comparisons.Runs.Values(comparison.Baseline.Number, comparisons.Metric).N > 0);
        if (unpaired > 0)
        {
            yield return $"{Numbers.Count(unpaired, "difference")} without a replicate that both cells completed. If runs of different cells are not "
                + "pairs, compare them with --unpaired.";
        }

        var leftOut = comparisons.All.Sum(comparison => comparison.LeftOut);
        if (leftOut > 0)
        {
            yield return $"{Numbers.Count(leftOut, "replicate")} left out, because one of the two runs failed, diverged or is not there.";
        }
    }
}
