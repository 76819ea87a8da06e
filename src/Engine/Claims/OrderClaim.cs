using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Engine.Statistics;

namespace Symmetry.Engine.Claims;

/// <summary>"A is better than B, by at least a margin": answered by the paired difference, replicate by replicate.</summary>
/// <remarks>
/// Holds where the paired t interval of the mean difference lies above the margin, fails where it lies below. With several
/// cells on a side every pair must hold; the intervals are then made simultaneous by Bonferroni's inequality, so that the
/// claim as a whole has the stated level.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Greater">The cells that are claimed to be better.</param>
/// <param name="Than">The cells that they are compared with.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="By">The least difference. Default 0.</param>
public sealed record OrderClaim(
    string Says, ImmutableArray<int> Greater, ImmutableArray<int> Than, Measure Measure, double By = 0) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells => [.. Greater.Union(Than)];

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data)
    {
        var pairs = Greater.SelectMany(greater => Than.Where(than => than != greater).Select(than => (greater, than))).ToArray();
        var level = 1 - ((1 - data.Level) / Math.Max(pairs.Length, 1));
        return Verdict.OfAll(pairs.Select(pair => Judge(data, pair.greater, pair.than, level)));
    }

    private Verdict Judge(ClaimData data, int greater, int than, double level)
    {
        var (first, second) = data.Pairs(greater, than, Measure);
        var name = $"{data.Name(greater)} - {data.Name(than)}";
        if (first.Length < 2)
        {
            return new Verdict(ClaimAnswer.Undecided, Text($"{name}: {first.Length} pairs"));
        }

        var difference = StudentTIntervals.Mean([.. first.Zip(second, (a, b) => a - b)], level);
        var interval = difference.Interval!.Value;
        var answer = interval.Lower > By ? ClaimAnswer.Holds : interval.Upper < By ? ClaimAnswer.Fails : ClaimAnswer.Undecided;
        return new Verdict(answer, Text(
            $"{name}: {difference.Value:+0.0000;-0.0000} [{interval.Lower:+0.0000;-0.0000}, {interval.Upper:+0.0000;-0.0000}] (paired t, {first.Length} pairs)"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
