using System.Collections.Immutable;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A is so many times B": the ratio of two means, paired by replicate, stays within bounds.</summary>
/// <remarks>Holds where Fieller's interval lies inside the bounds, fails where it lies outside; undecided where there is none.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">Each the cell above the line, and the one below it.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="AtLeast">The lower bound; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
public sealed record RatioClaim(
    string Says, ImmutableArray<(int First, int Second)> Pairs, Measure Measure, double AtLeast, double AtMost) : PairClaim(Says, Pairs, Measure)
{
    /// <inheritdoc/>
    protected override Verdict Judge(ClaimData data, int first, int second, double level)
    {
        var (above, below) = data.Pairs(first, second, Measure);
        var ratio = RatioOfMeans.Of(above, below, level);
        var name = $"{data.Name(first)} / {data.Name(second)}";
        if (ratio.Interval is not { } interval)
        {
            return new Verdict(ClaimAnswer.Undecided, Text($"{name}: no interval from {above.Length} pairs"));
        }

        return new Verdict(
            BoundClaim.AnswerOf(interval, AtLeast, AtMost),
            Text($"{name}: {ratio.Value:G4} [{interval.Lower:G4}, {interval.Upper:G4}] (Fieller, {above.Length} pairs)"));
    }
}
