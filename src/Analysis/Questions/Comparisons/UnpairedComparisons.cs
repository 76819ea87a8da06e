using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Cells of a sweep whose replicates are not shared, compared with baselines or with each other.</summary>
/// <remarks>p are adjusted by Holm's method, and intervals by Bonferroni's (O. Dunn, "Multiple comparisons among means", JASA 56, 1961), over the
/// same family as in <see cref="CellComparisons"/>. An interval that excludes 0 belongs to an adjusted p ≤ 0.05; Holm's later steps may add
/// differences to these.</remarks>
/// <param name="Runs">What the sweep found.</param>
/// <param name="Baselines">The cells that the others are compared with; empty where all pairs are compared.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Family">The family, which may have differences in another metric.</param>
public sealed record UnpairedComparisons(SweepRuns Runs, IReadOnlyList<Cell> Baselines, Metric Metric, IReadOnlyList<UnpairedDifference> Family)
    : ComparisonQuestion(Runs, Baselines, Metric)
{
    /// <summary>The tests in words, for legends.</summary>
    public const string Method = "Welch's t test, adjusted by Holm's method";

    private const double Alpha = 1 - Estimate.DefaultLevel;

    /// <summary>How many differences have a p, over which it is adjusted.</summary>
    public int Tested => Family.Count(difference => difference.P is not null);

    /// <summary>The comparisons in this metric, by baseline and cell.</summary>
    public IReadOnlyList<UnpairedDifference> All => [.. Family.Where(difference => difference.IsAbout(Metric))];

    /// <inheritdoc/>
    public override IReadOnlyList<(Cell Cell, Cell Baseline, int Place)> Places =>
    [
        .. Family.Select((difference, place) => (Difference: difference, Place: place)).Where(entry => entry.Difference.IsAbout(Metric))
            .Select(entry => (entry.Difference.Cell, entry.Difference.Baseline, entry.Place)),
    ];

    /// <summary>Compares.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="baselines">The baselines, each once; empty to compare all pairs of cells.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="matching">The settings that select the baselines, to compare each cell with the one that has the same other settings; null to
    /// compare it with all.</param>
    /// <exception cref="SelectionException">The family is too large, the replicates are crossed, or no cell has a matching baseline.</exception>
    public static UnpairedComparisons Compare(SweepRuns runs, IReadOnlyList<Cell> baselines, Metric metric, IReadOnlyList<Setting>? matching = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Design is not null)
        {
            throw new SelectionException($"The replicates of {runs.Sweep.Id} are crossed: its runs share levels and are not independent. "
                + "Compare them paired by replicate, without --unpaired.");
        }

        var caveat = DifferenceText.Caveat(runs);
        var raw = DifferenceFamily.Questions(PairsOf(runs.Sweep, baselines, matching), Difference.Family(metric, runs.Metrics)).Select(question =>
        {
            var (a, b) = (runs.Values(question.Cell.Number, question.Metric).Finite, runs.Values(question.Baseline.Number, question.Metric).Finite);
            var isEnough = Math.Min(a.Length, b.Length) >= UnpairedComparison.MinRuns;
            var comparison = isEnough ? UnpairedComparison.Compare(a, b) : null;
            return new UnpairedDifference(
                question.Cell, question.Baseline, question.Metric, question.IsOfBoth, a.Length, b.Length, comparison, null, null,
                caveat ?? Refusal(a.Length, b.Length, comparison));
        }).ToList();
        var adjusted = HolmAdjustment.Adjust([.. raw.Select(difference => difference.P)]);
        var level = 1 - (Alpha / Math.Max(1, adjusted.Count(p => p is not null)));
        return new UnpairedComparisons(runs, baselines, metric,
        [
            .. raw.Select((difference, place) => difference.P is null ? difference
                : difference with { Adjusted = adjusted[place], Simultaneous = difference.Comparison!.IntervalAt(level) }),
        ])
        {
            IsMatched = matching is not null,
        };
    }

    /// <summary>The same with a self-check.</summary>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="SelectionException">There is no p to check, or the family is too large.</exception>
    public UnpairedComparisons WithSelfCheck(CancellationToken stop)
    {
        var metrics = Family.Select(difference => difference.Metric).Distinct().ToList();
        var values = Runs.Cells.Select(cell =>
        {
            var length = metrics.Max(metric => cell.Values(metric).Length);
            var runs = Enumerable.Range(0, length).Where(run => metrics.Exists(metric => double.IsFinite(cell.Values(metric).At(run)))).ToArray();
            return metrics.Select(metric => Array.ConvertAll(runs, run => Finite(cell.Values(metric).At(run)))).ToArray();
        }).ToList();
        var questions = Family.Select(difference => (difference.Cell.Number, difference.Baseline.Number, metrics.IndexOf(difference.Metric))).ToList();
        var reason = Tested == 0 ? Family.Select(difference => difference.NoPValueReason).FirstOrDefault() : null;
        return this with { SelfCheck = Check(new UnpairedFamily(values, questions), reason, stop) };

        static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
    }

    private static string? Refusal(int first, int second, UnpairedComparison? comparison) => comparison switch
    {
        null => $"With {Numbers.Count(first, "run")} against {Numbers.Count(second, "run")} there is no t test: each side needs at least "
            + $"{UnpairedComparison.MinRuns}.",
        { PValue: null } => "All runs of a cell agree, in both cells: there is no spread to measure the difference by.",
        _ => null,
    };
}
