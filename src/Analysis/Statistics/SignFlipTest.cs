using System.Numerics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>The two-sided sign-flip (paired permutation) test of "the differences are symmetric about 0".</summary>
/// <remarks>
/// <para>
/// If A and B do not differ, each pair might as well have been labelled the other way round, which flips the sign of its
/// difference. p is the share of the 2ⁿ flips whose |Σ ±d| is at least the observed |Σd|. Valid for every n and every shape; it
/// assumes independent pairs. The least p it can reach is 2^(1−n): with 5 pairs 0.0625, so nothing is significant at 0.05 below
/// 6.
/// </para>
/// <para>
/// p moves in steps, and it is at most 0.05 in less than 5 % of cases when the steps are large or pairs tie. Mid-p counts the outcome
/// itself half, which is right on average over the steps: with eight pairs that differ and more it errs in 4 to 5.5 % of cases
/// (COVERAGE.md), but it has no guarantee.
/// </para>
/// <para>
/// Whole-number differences (correct counts) have their exact p up to a thousand pairs and more, from the distribution of
/// the sum built up pair by pair; other differences to 20 pairs. Beyond that p = (1 + flips at least as far)/(1 + flips), and half of the 1
/// and of the flips that reach just as far for mid-p; from 1,000 pairs that differ on p is found by saddlepoint, nearer than by drawn flips
/// and at once.
/// </para>
/// <para>
/// Source: R. A. Fisher, "The Design of Experiments", 1935; B. Streitberg and J. Röhmel, "Exact distributions for
/// permutation and rank tests", Statistical Software Newsletter 12 (1986) (the shift algorithm); B. Phipson and G. Smyth,
/// "Permutation p-values should never be zero", SAGMB 9 (2010) (the +1); H. O. Lancaster, "Significance tests in discrete
/// distributions", JASA 56 (1961) (mid-p).
/// </para>
/// </remarks>
public static class SignFlipTest
{
    /// <summary>Up to how many pairs every flip of real differences is tried: 20.</summary>
    public const int MaxExactPairs = 20;

    /// <summary>From how many pairs that differ on p that is not exact is found by saddlepoint: 1,000, where its error is below one in a
    /// thousand of p.</summary>
    public const int MinSaddlepointPairs = 1_000;

    /// <summary>How many flips are drawn where nobody chose another number: 99,999, so that p is a multiple of 10⁻⁵.</summary>
    public const int DefaultFlips = 99_999;

    // The work of the shift algorithm, pairs times places; beyond it flips are drawn. 10⁸ takes about 0.1 s.
    private const long MaxShiftWork = 200_000_000;

    /// <summary>The least number of pairs whose test can reach p ≤ alpha: the least n with 2^(1−n) ≤ alpha; 6 at 0.05.</summary>
    /// <param name="alpha">The two-sided significance level, in (0, 1).</param>
    public static int MinPairs(double alpha)
    {
        Require.Level(alpha, nameof(alpha));
        var n = 1;
        for (var p = 1.0; p > alpha; p /= 2)
        {
            n++;
        }

        return n;
    }

    /// <summary>The two-sided test of whole-number differences.</summary>
    /// <param name="differences">One difference a pair, such as correct(A) − correct(B), in any order.</param>
    /// <param name="seed">The sweep's seed; read only when flips are drawn.</param>
    /// <param name="question">Tells independent questions apart. Default 0.</param>
    /// <param name="flips">How many flips to draw when the exact distribution would be too large for fewer than 1,000 pairs. Default 99,999.</param>
    public static SignFlipResult Run(ReadOnlySpan<int> differences, long seed, uint question = 0, int flips = DefaultFlips)
    {
        var (sum, span, divisor, differing) = (0L, 0L, 0L, 0);
        foreach (var difference in differences)
        {
            differing += difference != 0 ? 1 : 0;
            sum += difference;
            span += Math.Abs((long)difference);
            divisor = (long)BigInteger.GreatestCommonDivisor(divisor, difference);
        }

        if (sum == 0)
        {
            return SignFlipResult.NoDifference;
        }

        if (span / divisor <= MaxShiftWork / differing)
        {
            return ByShifts(differences, sum / divisor, (int)(span / divisor), divisor);
        }

        if (differing >= MinSaddlepointPairs)
        {
            return SignFlipTail.Approximate(differences, divisor);
        }

        var real = new double[differences.Length];
        for (var i = 0; i < real.Length; i++)
        {
            real[i] = differences[i];
        }

        return Run(real, seed, question, flips);
    }

    /// <summary>The two-sided test of real differences.</summary>
    /// <param name="differences">One difference a pair, all finite, in any order for exact p; drawn flips depend on the
    /// order.</param>
    /// <param name="seed">The sweep's seed; read only when flips are drawn.</param>
    /// <param name="question">Tells independent questions apart. Default 0.</param>
    /// <param name="flips">How many flips to draw for 21 pairs to 999 that differ, at least 1. Default 99,999.</param>
    public static SignFlipResult Run(ReadOnlySpan<double> differences, long seed, uint question = 0, int flips = DefaultFlips)
    {
        Require.Sample(differences, 0, nameof(differences));
        ArgumentOutOfRangeException.ThrowIfLessThan(flips, 1);
        var (sum, span, differing) = (0.0, 0.0, 0);
        foreach (var difference in differences)
        {
            differing += difference != 0 ? 1 : 0;
            sum += difference;
            span += Math.Abs(difference);
        }

        // Flips whose sums are equal in exact arithmetic differ by rounding: n additions of numbers below span.
        var rounding = 1e-13 * (differences.Length + 1) * span;
        if (Math.Abs(sum) <= rounding)
        {
            return SignFlipResult.NoDifference;
        }

        var bars = (AtLeast: Math.Abs(sum) - rounding, Beyond: Math.Abs(sum) + rounding);
        return differences.Length <= MaxExactPairs ? ByAllFlips(differences, bars)
            : differing >= MinSaddlepointPairs ? SignFlipTail.Approximate(differences)
            : ByDrawnFlips(differences, bars, seed, question, flips);
    }

    // All 2^(n−1) flips that keep the last sign; the others are their mirror images. Gray code: one sign changes at a time.
    private static SignFlipResult ByAllFlips(ReadOnlySpan<double> differences, (double AtLeast, double Beyond) bars)
    {
        var signed = differences.ToArray();
        var total = 1L << (signed.Length - 1);
        var (atLeast, beyond) = (0L, 0L);
        for (var flip = 0L; flip < total; flip++)
        {
            if (flip > 0)
            {
                var place = BitOperations.TrailingZeroCount(flip);
                signed[place] = -signed[place];
            }

            var sum = 0.0;
            foreach (var value in signed)
            {
                sum += value;
            }

            atLeast += Math.Abs(sum) >= bars.AtLeast ? 1 : 0;
            beyond += Math.Abs(sum) > bars.Beyond ? 1 : 0;
        }

        return new SignFlipResult((double)atLeast / total, 0.5 * (atLeast + beyond) / total, SignFlipMethod.Exact);
    }

    private static SignFlipResult ByDrawnFlips(ReadOnlySpan<double> differences, (double AtLeast, double Beyond) bars, long seed, uint question, int flips)
    {
        // The observed outcome is one of the flips that reach just as far.
        var (atLeast, beyond) = (1L, 0L);
        for (var flip = 0; flip < flips; flip++)
        {
            var stream = new RandomStream(seed, Purpose.Resampling, (uint)flip, question);
            var sum = 0.0;
            var signs = 0u;
            for (var i = 0; i < differences.Length; i++)
            {
                signs = (i & 31) == 0 ? stream.Next() : signs >> 1;
                sum += (signs & 1) == 0 ? differences[i] : -differences[i];
            }

            atLeast += Math.Abs(sum) >= bars.AtLeast ? 1 : 0;
            beyond += Math.Abs(sum) > bars.Beyond ? 1 : 0;
        }

        return new SignFlipResult(atLeast / (1.0 + flips), 0.5 * (atLeast + beyond) / (1.0 + flips), SignFlipMethod.MonteCarlo);
    }

    // The distribution of S = Σ over pairs of |d| or 0, each with probability ½; then Σ ±d = 2S − span.
    private static SignFlipResult ByShifts(ReadOnlySpan<int> differences, long sum, int span, long divisor)
    {
        var probability = new double[span + 1];
        probability[0] = 1;
        var reached = 0;
        foreach (var difference in differences)
        {
            var step = (int)(Math.Abs((long)difference) / divisor);
            if (step == 0)
            {
                continue;
            }

            for (var s = reached + step; s >= step; s--)
            {
                probability[s] = 0.5 * (probability[s] + probability[s - step]);
            }

            for (var s = 0; s < step; s++)
            {
                probability[s] *= 0.5;
            }

            reached += step;
        }

        var (p, ties) = (0.0, 0.0);
        for (var s = 0; s <= span; s++)
        {
            var distance = Math.Abs((2L * s) - span);
            p += distance >= Math.Abs(sum) ? probability[s] : 0;
            ties += distance == Math.Abs(sum) ? probability[s] : 0;
        }

        return new SignFlipResult(Math.Min(1, p), Math.Min(1, p) - (ties / 2), SignFlipMethod.Exact);
    }
}
