namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"The data decide between A and B": one of them is better, or they are the same but for a margin.</summary>
/// <remarks>
/// Holds where the interval of the paired difference excludes 0 or lies within ± the margin, and says which; undecided otherwise. It never
/// fails: more replicates decide every pair in the end. All that is said follows from one interval, so it needs no further correction.
/// D. Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987), for equivalence.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">The cells that are compared.</param>
/// <param name="Metric">The metric; where it has no better direction, the greater value is named.</param>
/// <param name="Within">The margin, above 0.</param>
public sealed record DecidedClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Metric Metric, double Within)
    : PairClaim(Says, Pairs, Metric)
{
    private bool IsRated => !HasTwoMetrics && Metric.Better is not MetricDirection.None;

    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int first, int second, double level)
    {
        var (left, right) = NamesOf(runs, first, second);
        return JudgeDifference(
            runs, first, second, level,
            interval => IsOrdered(interval) || IsEquivalent(interval) ? ClaimAnswer.Holds : ClaimAnswer.Undecided,
            interval => (IsOrdered(interval), IsEquivalent(interval)) switch
            {
                (true, true) => $"{Winner(interval)}, and they are {Equivalent()}",
                (true, false) => Winner(interval),
                (false, true) => Equivalent(),
                _ => "not decided",
            });

        string Winner(Interval interval)
        {
            var firstWins = interval.Lower > 0 ^ (IsRated && Metric.Better is MetricDirection.Smaller);
            return $"{(firstWins ? left : right)} is {(IsRated ? "better" : "greater")}";
        }

        string Equivalent() => Text($"equivalent within {Within}");
    }

    private static bool IsOrdered(Interval interval) => interval.Lower > 0 || interval.Upper < 0;

    private bool IsEquivalent(Interval interval) => interval.Lower >= -Within && interval.Upper <= Within;
}
