namespace Symmetry.Analysis.Statistics;

/// <summary>The delete-one jackknife: how much an estimate changes where one replicate is left out.</summary>
/// <remarks>
/// Standard error: √((n − 1)/n · Σ(θ₋ᵣ − mean of θ₋ᵣ)²); interval: estimate ± t(n − 1)·standard error. Assumes independent replicates and an
/// estimate that is a smooth function of means, such as a ratio. Source: B. Efron, C. Stein, "The jackknife estimate of variance", Annals of
/// Statistics 9 (1981); J. Tukey, Annals of Mathematical Statistics 29 (1958), for t.
/// </remarks>
internal static class Jackknife
{
    /// <summary>The closed interval of an estimate.</summary>
    /// <param name="value">The estimate from all replicates.</param>
    /// <param name="leftOut">The estimate without each replicate, in any order.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>Null for fewer than two replicates, and where a value is not finite.</returns>
    public static Interval? Around(double value, ReadOnlySpan<double> leftOut, double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        var n = leftOut.Length;
        var (_, deviation) = Moments.MeanAndStandardDeviation(leftOut);
        var half = n < 2 ? double.NaN : StudentTIntervals.Quantile(level, n - 1) * deviation * (n - 1) / Math.Sqrt(n);
        return double.IsFinite(value) && double.IsFinite(half) ? new Interval(value - half, value + half) : null;
    }
}
