namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A and B are the same but for a margin": answered by the paired difference, replicate by replicate.</summary>
/// <remarks>
/// Holds where the whole interval of the mean difference lies within ± the margin, fails where all of it lies outside. That two
/// cells were not told apart is no evidence that they are the same, so that few replicates leave it undecided.
/// D. Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15 (1987); with an interval of the full level, more cautious
/// than his two one-sided tests.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">The cells that are compared.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Within">The margin, above 0.</param>
public sealed record EquivalenceClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Metric Metric, double Within)
    : PairClaim(Says, Pairs, Metric)
{
    /// <summary>The answer that the interval of a difference gives.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="within">The margin, above 0.</param>
    public static ClaimAnswer Answer(Interval interval, double within) => interval.Lower >= -within && interval.Upper <= within ? ClaimAnswer.Holds
        : interval.Lower > within || interval.Upper < -within ? ClaimAnswer.Fails
        : ClaimAnswer.Undecided;

    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int first, int second, double level) =>
        JudgeDifference(runs, first, second, level, interval => Answer(interval, Within));
}
