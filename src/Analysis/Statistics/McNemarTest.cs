using MathNet.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>McNemar's exact test of "two classifiers are equally often right", from the cases on which exactly one of them is.</summary>
/// <remarks>
/// <para>
/// Cases on which both are right, or both wrong, say nothing about the difference. Of the b + c others, each is as likely to be the
/// first's as the second's if there is none, so b is binomial with probability ½. p is two-sided: twice the smaller tail, at most 1. It
/// assumes that the cases are independent.
/// </para>
/// <para>
/// Source: Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages", Psychometrika 12
/// (1947); the same p as R's <c>binom.test(b, b + c)</c>, which <c>mcnemar.test</c> approximates.
/// </para>
/// </remarks>
public static class McNemarTest
{
    /// <summary>The two-sided p, in (0, 1]; 1 where no case tells the two apart.</summary>
    /// <param name="onlyFirst">b: cases on which only the first is right; at least 0.</param>
    /// <param name="onlySecond">c: cases on which only the second is right; at least 0.</param>
    public static double P(long onlyFirst, long onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var (less, more) = (Math.Min(onlyFirst, onlySecond), Math.Max(onlyFirst, onlySecond));

        // P(X <= less) for X binomial with n = less + more and 1/2 is I(1/2; n - less, less + 1).
        return less == more ? 1 : Math.Min(1, 2 * SpecialFunctions.BetaRegularized(more, less + 1, 0.5));
    }
}
