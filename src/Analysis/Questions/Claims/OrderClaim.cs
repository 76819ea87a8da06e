using System.Collections.Immutable;
using Symmetry.Analysis.Runs;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A is greater than B, by at least a margin": answered by the paired difference, replicate by replicate.</summary>
/// <remarks>Holds where the interval of the mean difference lies above the margin, fails where it lies below.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">Each the cell that is claimed to be greater, and the one that it is compared with.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="By">The least difference. Default 0.</param>
public sealed record OrderClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Measure Measure, double By = 0)
    : PairClaim(Says, Pairs, Measure)
{
    /// <summary>Each of some cells is greater than each of others.</summary>
    public OrderClaim(string says, ImmutableArray<int> greater, ImmutableArray<int> than, Measure measure, double by = 0)
        : this(says, CellPairs.All(greater, than), measure, by)
    {
    }

    /// <inheritdoc/>
    protected override Verdict Judge(ClaimData data, int first, int second, double level)
    {
        var difference = data.Difference(first, second, Measure, level);
        if (difference.Mean.Interval is not { } interval)
        {
            return new Verdict(ClaimAnswer.Undecided, difference.Sentence);
        }

        var answer = interval.Lower > By ? ClaimAnswer.Holds : interval.Upper < By ? ClaimAnswer.Fails : ClaimAnswer.Undecided;
        return new Verdict(answer, difference.Sentence);
    }
}
