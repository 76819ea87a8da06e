namespace Symmetry.Analysis.Statistics;

/// <summary>The mean proportion of a tally with a t interval that is adjusted for skewness and heavy tails: what tables show by
/// default.</summary>
/// <remarks>
/// <para>
/// How far runs may stray from normality depends on where their variance s² comes from. The part β = min(1, b/s²), with b = p̂(1 −
/// p̂)/total, is what answers that are right independently of each other have in any case: its shape is known, and s² below b is
/// chance. The rest, w = 1 − β, is the difference between trainings, which can be of any shape: some may fail.
/// </para>
/// <para>
/// (1) The interval starts as the score interval with the variance max(s², b) and Student's t at 2/(4w⁸/n + 2(1 − cβ⁴)/(n − 1))
/// degrees of freedom, at least 2 (n − 1 below three runs): those of a variance whose values have the excess kurtosis 4w⁸, more where
/// it is known to be binomial; c = max(0, 1 − (4/n)²), since few runs do not tell where their variance comes from. (2) Each
/// end then moves outwards, never inwards, by the further one of two steps: w² of the way to the end of Hall's interval with 5/4 of
/// the skewness of the beta-binomial distribution with this mean and spread, and w¹⁶ of the way to that with twice the skewness of the
/// sample, which small samples understate. With T = (p̂ − p)/(s/√n) and k = γ/√n, Hall's ψ(T) = T + kT²/3 + k²T³/27 + k/6 takes
/// the skewness γ out of T; his interval is p̂ − ψ⁻¹(±t)·s/√n with ψ⁻¹(y) = (3/k)(∛(1 + k(y − k/6)) − 1).
/// </para>
/// <para>
/// Assumes independent runs and images; no shape. The powers of w and the factors were chosen, as round numbers, by what the interval
/// holds on 1,000 replicates of the paper's own cells, and checked on replicates and a protocol that had no part in the choice.
/// COVERAGE.md has both, says where it falls short, and what it costs in width. Runs that all agree have no spread: there the score
/// interval of all answers stands in.
/// </para>
/// <para>
/// Source: P. Hall, "On the removal of skewness by transformation", Journal of the Royal Statistical Society B 54 (1992); N.
/// Johnson, "Modified t tests and confidence intervals for asymmetrical populations", JASA 73 (1978), for the idea; B. O'Neill,
/// "Some useful moment results in sampling problems", The American Statistician 68 (2014), for the degrees of freedom; Wilson 1927
/// for the score interval. The weights are ours.
/// </para>
/// </remarks>
public static class SkewnessAdjustedT
{
    private const string Method = "mean, skewness-adjusted t interval over replicates on this test set";
    private const double MinDegrees = 2;

    // Round numbers chosen by coverage, as the remarks say.
    private const double KurtosisOfTrainings = 4;
    private const double FactorOfModelSkewness = 1.25;
    private const double FactorOfSampleSkewness = 2;
    private const double MinForBinomial = 4;

    /// <summary>The mean with its interval, inside [0, 1].</summary>
    /// <param name="tally">The runs.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>No interval for fewer than two runs.</returns>
    public static Estimate Mean(Tally tally, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(tally);
        Require.Level(level);
        if (tally.N < 2 || tally.Variance == 0)
        {
            return StudentTIntervals.ScoreMean(tally, level) with { Method = Method };
        }

        var t = StudentTIntervals.Quantile(level, Degrees(tally, tally.N));
        return new Estimate(tally.Mean, Around(tally, tally.N, tally.Variance, t), level, tally.N, Method);
    }

    /// <summary>Half the width that the interval is expected to have after so many runs of the kind that a pilot saw.</summary>
    /// <param name="runs">At least 2.</param>
    /// <param name="pilot">Their shape; runs that are all alike have none.</param>
    /// <param name="standardDeviation">The standard deviation of one run.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static double HalfWidthOf(long runs, Tally pilot, double standardDeviation, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 2);
        Require.StandardDeviation(standardDeviation);
        Require.Level(level);
        var t = StudentTIntervals.Quantile(level, Degrees(pilot, runs));
        return pilot.N < 2 || pilot.Variance == 0
            ? t * standardDeviation / Math.Sqrt(runs)
            : Around(pilot, runs, standardDeviation * standardDeviation, t).HalfWidth;
    }

    /// <summary>The interval for so many runs with the mean and the skewness of a tally, and a variance and a quantile of one's
    /// choice.</summary>
    internal static Interval Around(Tally shape, long runs, double variance, double t)
    {
        var (mean, start) = (shape.Mean, Start(shape, runs, variance, t));
        var ofTrainings = 1 - BinomialShare(shape, variance);
        var (squared, eighth) = (Power(ofTrainings, 1), Power(ofTrainings, 3));
        var error = Math.Sqrt(Math.Max(variance, Binomial(shape)) / runs);
        var model = Hall(mean, error, runs, t, FactorOfModelSkewness * BetaBinomialSkewness(shape, variance));
        var skewness = shape.Skewness;
        var sample = Hall(mean, error, runs, t, double.IsFinite(skewness) ? FactorOfSampleSkewness * skewness : 0);
        return Outwards(squared, model, eighth * eighth, sample, start).ClippedTo(0, 1);
    }

    /// <summary>The interval before it is moved outwards, which needs no more than the mean and the variance.</summary>
    internal static Interval Start(Tally shape, long runs, double variance, double t)
    {
        var mean = shape.Mean;
        return Proportion.Score(mean, mean * (1 - mean) * runs / Math.Max(variance, Binomial(shape)), t);
    }

    /// <summary>Hall's interval with a quantile and a skewness of one's choice.</summary>
    internal static Interval HallInterval(Tally tally, double t, double skewness) => Hall(tally.Mean, tally.StandardError, tally.N, t, skewness);

    /// <summary>The degrees of freedom of t after so many runs of the kind of a tally; n − 1 where it has no spread.</summary>
    internal static double Degrees(Tally shape, long runs)
    {
        if (shape.N < 2 || shape.Variance == 0)
        {
            return runs - 1;
        }

        var binomial = BinomialShare(shape, shape.Variance);
        var known = Power(binomial, 2) * Math.Max(0, 1 - Power(MinForBinomial / runs, 1));
        var rest = (KurtosisOfTrainings * Power(1 - binomial, 3) / runs) + (2 * (1 - known) / (runs - 1));
        return Math.Max(2 / rest, Math.Min(MinDegrees, runs - 1));
    }

    /// <summary>The skewness of the beta-binomial distribution with this mean and this variance; that of the binomial where the
    /// variance is less.</summary>
    /// <remarks>N. Johnson, A. Kemp, S. Kotz, "Univariate Discrete Distributions", 2005, in terms of the correlation ρ of
    /// two answers of a run.</remarks>
    internal static double BetaBinomialSkewness(Tally tally, double variance)
    {
        var (p, total) = (tally.Mean, (double)tally.Total);
        var rho = total > 1 ? Math.Clamp(((variance / Binomial(tally)) - 1) / (total - 1), 0, 1) : 0;
        return (1 - (2 * p)) * (1 + (((2 * total) - 1) * rho))
            / ((1 + rho) * Math.Sqrt(total * p * (1 - p) * (1 + ((total - 1) * rho))));
    }

    private static double Binomial(Tally tally) => tally.Mean * (1 - tally.Mean) / tally.Total;

    private static double BinomialShare(Tally shape, double variance) => Math.Min(1, Binomial(shape) / variance);

    // x², x⁴, x⁸: products are rounded alike on every machine, powers of the platform's library are not.
    private static double Power(double x, int squarings)
    {
        for (; squarings > 0; squarings--)
        {
            x *= x;
        }

        return x;
    }

    private static Interval Outwards(double a, Interval one, double b, Interval other, Interval start) => new(
        start.Lower - Math.Max(0, Math.Max(a * (start.Lower - one.Lower), b * (start.Lower - other.Lower))),
        start.Upper + Math.Max(0, Math.Max(a * (one.Upper - start.Upper), b * (other.Upper - start.Upper))));

    private static Interval Hall(double mean, double standardError, long runs, double t, double skewness)
    {
        var k = skewness / Math.Sqrt(runs);
        return new Interval(mean - (standardError * Inverse(t, k)), mean - (standardError * Inverse(-t, k)));
    }

    // ψ is increasing, so that it can be solved for T; near k = 0 it is T itself.
    private static double Inverse(double y, double k) =>
        Math.Abs(k) < 1e-6 ? y : 3 / k * (CubeRoot.Compute(1 + (k * (y - (k / 6)))) - 1);
}
