namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A is so many times B": the ratio of two means, paired by replicate, stays within bounds.</summary>
/// <remarks>Holds where Fieller's interval lies inside the bounds, fails where it lies outside; undecided without an interval.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">Each the cell above the line, and the one below it.</param>
/// <param name="Metric">The metric.</param>
/// <param name="AtLeast">The lower bound; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
public sealed record RatioClaim(
    string Says, ImmutableArray<(int First, int Second)> Pairs, Metric Metric, double AtLeast, double AtMost) : PairClaim(Says, Pairs, Metric)
{
    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int first, int second, double level)
    {
        var pairs = ValuesOf(runs, first, second);
        var ratio = RatioOfMeans.Fieller(pairs.First, pairs.Second, level);
        var (above, below) = NamesOf(runs, first, second);
        return ratio.Interval is { } interval
            ? new ClaimVerdict(
                AnswerWithin(interval, AtLeast, AtMost),
                Text($"{above} / {below}: {ratio.Value:G4} [{interval.Lower:G4}, {interval.Upper:G4}] (Fieller, {pairs.Count} pairs)"))
            : ClaimVerdict.TooFewRuns($"{above} / {below}: no interval from {Numbers.Count(pairs.Count, "pair")}");
    }
}
