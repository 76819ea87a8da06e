namespace Symmetry.Engine.Statistics;

/// <summary>The mean proportion of a tally with a t interval that is adjusted for skewness and heavy tails: what tables show by
/// default.</summary>
/// <remarks>
/// <para>
/// With T = (p̂ − p)/(sd/√n) and k = γ/√n, Hall's ψ(T) = T + kT²/3 + k²T³/27 + k/6 takes the skewness γ out of T, and the interval
/// is all p with |ψ(T)| ≤ t: p̂ − ψ⁻¹(±t)·sd/√n with ψ⁻¹(y) = (3/k)(∛(1 + k(y − k/6)) − 1). It reaches further to the side of the
/// long tail.
/// </para>
/// <para>
/// Few runs say little about their own skewness, so there are two readings of γ, and each end is the further one of the two: that
/// of the beta-binomial distribution with this mean and this spread, and, from ten runs on, the sample's. The first is what
/// accuracies near 0 and 1 look like; the second sees cells in which some runs fail to learn. t has the degrees of freedom that
/// the sample's kurtosis leaves to sd, 2/(κ/n + 2/(n − 1)) with κ ≥ 0, at least 3 (n − 1 below four runs).
/// </para>
/// <para>
/// Assumes independent runs; no shape. It was chosen among the methods of COVERAGE.md by what they hold on the paper's own cells;
/// that page also says where it falls short and what it costs in width. Runs that all agree have no shape: there the score
/// interval stands in.
/// </para>
/// <para>
/// Source: P. Hall, "On the removal of skewness by transformation", Journal of the Royal Statistical Society B 54 (1992); N.
/// Johnson, "Modified t tests and confidence intervals for asymmetrical populations", JASA 73 (1978), for the idea; B. O'Neill,
/// "Some useful moment results in sampling problems", The American Statistician 68 (2014), for the degrees of freedom. The
/// two readings are ours.
/// </para>
/// </remarks>
public static class SkewnessAdjustedT
{
    private const string Method = "mean, skewness-adjusted t interval over replicates on this test set";
    private const double LeastDegrees = 3;
    private const long LeastForSkewness = 10;

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

        var t = StudentTIntervals.Quantile(level, Degrees(tally.N, tally.ExcessKurtosis));
        var interval = Around(tally, tally.StandardError, t);
        return new Estimate(tally.Mean, interval.ClippedTo(0, 1), level, tally.N, Method);
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
        var t = StudentTIntervals.Quantile(level, Degrees(runs, pilot.ExcessKurtosis));
        return pilot.N < 2 || pilot.Variance == 0
            ? t * standardDeviation / Math.Sqrt(runs)
            : Further(0, standardDeviation / Math.Sqrt(runs), runs, t, BetaBinomialSkewness(pilot), pilot.Skewness).HalfWidth;
    }

    /// <summary>The interval of runs that are not all alike, with a standard error and a quantile of one's choice; not cut to [0, 1].</summary>
    internal static Interval Around(Tally tally, double standardError, double t)
    {
        var model = BetaBinomialSkewness(tally);
        return Further(tally.Mean, standardError, tally.N, t, model, tally.N < LeastForSkewness ? model : tally.Skewness);
    }

    /// <summary>Hall's interval with a quantile and a skewness of one's choice.</summary>
    internal static Interval HallInterval(Tally tally, double t, double skewness) => Hall(tally.Mean, tally.StandardError, tally.N, t, skewness);

    /// <summary>The degrees of freedom of a variance whose values have this excess kurtosis; n − 1 for NaN.</summary>
    internal static double Degrees(long n, double excessKurtosis)
    {
        var rest = excessKurtosis > 0 ? excessKurtosis / n : 0;
        return Math.Max(2 / (rest + (2.0 / (n - 1))), Math.Min(LeastDegrees, n - 1));
    }

    /// <summary>The skewness of the beta-binomial distribution with the mean and the variance of the runs; that of the binomial
    /// where they vary less.</summary>
    /// <remarks>N. Johnson, A. Kemp, S. Kotz, "Univariate Discrete Distributions", 2005, in terms of the correlation ρ of
    /// two answers of a run.</remarks>
    internal static double BetaBinomialSkewness(Tally tally)
    {
        var (p, total) = (tally.Mean, (double)tally.Total);
        var binomial = p * (1 - p) / total;
        var rho = total > 1 ? Math.Clamp(((tally.Variance / binomial) - 1) / (total - 1), 0, 1) : 0;
        return (1 - (2 * p)) * (1 + (((2 * total) - 1) * rho))
            / ((1 + rho) * Math.Sqrt(total * p * (1 - p) * (1 + ((total - 1) * rho))));
    }

    // Each end is the further one of the two readings; fewer than three runs have but one.
    private static Interval Further(double mean, double standardError, long runs, double t, double model, double sample)
    {
        var first = Hall(mean, standardError, runs, t, model);
        var second = double.IsFinite(sample) ? Hall(mean, standardError, runs, t, sample) : first;
        return new Interval(Math.Min(first.Lower, second.Lower), Math.Max(first.Upper, second.Upper));
    }

    private static Interval Hall(double mean, double standardError, long runs, double t, double skewness)
    {
        var k = skewness / Math.Sqrt(runs);
        return new Interval(mean - (standardError * Inverse(t, k)), mean - (standardError * Inverse(-t, k)));
    }

    // ψ is increasing, so that it can be solved for T; near k = 0 it is T itself.
    private static double Inverse(double y, double k) =>
        Math.Abs(k) < 1e-6 ? y : 3 / k * (CubeRoot.Of(1 + (k * (y - (k / 6)))) - 1);
}
