namespace Symmetry.Analysis.Statistics;

/// <summary>Student's t intervals from n, mean and standard deviation: for the mean, and for one further run.</summary>
/// <remarks>
/// <para>
/// Assumes independent runs from a normal distribution. The interval for the mean is nearly right for other shapes when n is
/// not small (COVERAGE.md says how nearly); the prediction interval is about one run, so it stays as wrong as the shape is.
/// </para>
/// <para>
/// Source: Student, "The probable error of a mean", Biometrika 6 (1908); G. Hahn and W. Meeker, "Statistical Intervals", 1991.
/// </para>
/// </remarks>
public static class StudentTIntervals
{
    /// <summary>The closed interval mean ± t·sd/√n for the mean of all possible runs; t is the (1 + level)/2 quantile at n −
    /// 1.</summary>
    /// <param name="n">How many runs.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="standardDeviation">Their standard deviation with divisor n − 1; not read for n &lt; 2.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>Null for n &lt; 2, where no spread is known. The single point when the standard deviation is 0.</returns>
    public static Interval? MeanInterval(long n, double mean, double standardDeviation, double level = Estimate.DefaultLevel) =>
        Around(n, mean, standardDeviation, level, Math.Sqrt(1.0 / n));

    /// <summary>The closed interval mean ± t·sd·√(1 + 1/n), in which one further run falls with probability
    /// <paramref name="level"/>.</summary>
    /// <param name="n">How many runs.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="standardDeviation">Their standard deviation with divisor n − 1; not read for n &lt; 2.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>Null for n &lt; 2. The single point when the standard deviation is 0.</returns>
    public static Interval? PredictionInterval(
        long n, double mean, double standardDeviation, double level = Estimate.DefaultLevel) =>
        Around(n, mean, standardDeviation, level, Math.Sqrt(1 + (1.0 / n)));

    /// <summary>The mean proportion of a tally with its t interval, cut to [0, 1].</summary>
    /// <remarks>
    /// Runs that all agree show no spread, and t would have no width. There Wilson's interval for all n × total answers stands in; it takes
    /// answers to be independent.
    /// </remarks>
    /// <param name="tally">The runs.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>No interval for fewer than two runs.</returns>
    public static Estimate Mean(Tally tally, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return tally.N >= 2 && tally.Variance == 0
            ? new Estimate(
                tally.Mean, Proportion.WilsonInterval(tally.Mean, (double)tally.N * tally.Total, level), level, tally.N,
                "mean, Wilson interval over all answers, because all replicates agree")
            : new Estimate(
                tally.Mean, MeanInterval(tally.N, tally.Mean, tally.StandardDeviation, level)?.ClippedTo(0, 1), level, tally.N,
                "mean, t interval over replicates");
    }

    /// <summary>The mean proportion of a tally with a score interval on Student's t: lopsided near 0 and 1, as the truth
    /// is.</summary>
    /// <remarks>
    /// <para>
    /// All p with (p̂ − p)² ≤ t²·φ·p(1 − p)/n, where φ = (sd² + g²/n)/(p̂(1 − p̂)) is the dispersion that was seen and g =
    /// 1/total: Wilson's interval for n/φ answers with t(n − 1) for the normal quantile. It takes the spread to grow with p as
    /// that of a proportion does, so it reaches further on the side of ½; in the middle it is the plain t interval. When all runs
    /// have 0 or all have every image right, n·total answers are taken.
    /// </para>
    /// <para>
    /// Assumes independent runs. For cells whose accuracy is near 0 or 1 it covers better than mean ± t·se (COVERAGE.md).
    /// Source: Wilson 1927; P. Kott and D. Carr, "Developing an estimation strategy for a pesticide data program", Journal of
    /// Official Statistics 13 (1997), for the effective number; Chow and Robbins 1965 for g²/n.
    /// </para>
    /// </remarks>
    /// <param name="tally">The runs.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>An interval inside [0, 1]; none for fewer than two runs.</returns>
    public static Estimate ScoreMean(Tally tally, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(tally);
        Require.Level(level);
        const string Method = "mean, score interval on Student's t over replicates";
        var (n, mean) = (tally.N, tally.Mean);
        if (n < 2)
        {
            return new Estimate(mean, null, level, n, Method);
        }

        var step = 1.0 / tally.Total;
        var answers = mean is 0 or 1
            ? (double)n * tally.Total
            : mean * (1 - mean) * n / (tally.Variance + (step * step / n));
        return new Estimate(mean, Proportion.Score(mean, answers, Quantile(level, n - 1)), level, n, Method);
    }

    /// <summary>The mean of the values with its t interval.</summary>
    /// <param name="values">One value a run, in any order, all finite.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate Mean(ReadOnlySpan<double> values, double level = Estimate.DefaultLevel)
    {
        Require.Sample(values, 0);
        var (mean, sd) = Moments.MeanAndStandardDeviation(values);
        var interval = MeanInterval(values.Length, mean, sd, level);
        return new Estimate(mean, interval, level, values.Length, "mean, t interval over replicates");
    }

    /// <summary>The (1 + level)/2 quantile of Student's t.</summary>
    internal static double Quantile(double level, double degrees) => Quantiles.StudentT(degrees, (1 + level) / 2);

    private static Interval? Around(long n, double mean, double sd, double level, double factor)
    {
        Require.Level(level);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (n < 2)
        {
            return null;
        }

        Require.Finite(mean, nameof(mean));
        Require.StandardDeviation(sd);
        var half = Quantile(level, n - 1) * sd * factor;
        return new Interval(mean - half, mean + half);
    }
}
