using System.Collections.Immutable;
using Symmetry.Analysis.Runs;

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
/// <param name="Measure">What was measured.</param>
/// <param name="Within">The margin, above 0.</param>
public sealed record EquivalenceClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Measure Measure, double Within)
    : PairClaim(Says, Pairs, Measure)
{
    /// <inheritdoc/>
    protected override Verdict Judge(ClaimData data, int first, int second, double level)
    {
        var difference = data.Difference(first, second, Measure, level);
        if (difference.Mean.Interval is not { } interval)
        {
            return new Verdict(ClaimAnswer.Undecided, difference.Sentence);
        }

        var answer = interval.Lower >= -Within && interval.Upper <= Within ? ClaimAnswer.Holds
            : interval.Lower > Within || interval.Upper < -Within ? ClaimAnswer.Fails
            : ClaimAnswer.Undecided;
        return new Verdict(answer, difference.Sentence);
    }
}
