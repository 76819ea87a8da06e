namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A run of A is greater than the paired run of B, this often": the probability of superiority stays within bounds.</summary>
/// <remarks>
/// P(A > B) + ½P(A = B) with its interval (<see cref="ProbabilityOfSuperiority"/>), which assumes independent pairs. Holds where the interval lies
/// inside the bounds, fails where it lies outside.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">Each the cell that is claimed to be greater, and the one that it is compared with.</param>
/// <param name="Metric">The metric.</param>
/// <param name="AtLeast">The lower bound of the probability; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
public sealed record SuperiorityClaim(
    string Says, ImmutableArray<(int First, int Second)> Pairs, Metric Metric, double AtLeast, double AtMost) : PairClaim(Says, Pairs, Metric)
{
    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int first, int second, double level)
    {
        var pairs = ValuesOf(runs, first, second);
        var (left, right) = NamesOf(runs, first, second);
        if (pairs.Count == 0)
        {
            return ClaimVerdict.TooFewRuns($"P({left} > {right}): 0 pairs");
        }

        var probability = ProbabilityOfSuperiority.FromDifferences(pairs.Differences, level);
        var interval = probability.Interval!.Value;
        return new ClaimVerdict(
            AnswerWithin(interval, AtLeast, AtMost),
            Text($"P({left} > {right}): {probability.Value:F3} [{interval.Lower:F3}, {interval.Upper:F3}] ")
            + $"(ties half, Wilson, {Numbers.Count(pairs.Count, "pair")})");
    }
}
