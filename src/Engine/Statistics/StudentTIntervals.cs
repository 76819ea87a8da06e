namespace Symmetry.Engine.Statistics;

/// <summary>Student's t intervals from n, mean and standard deviation: for the mean, and for one further run.</summary>
/// <remarks>
/// <para>
/// Assumes independent runs from a normal distribution. The interval for the mean is nearly right for other shapes when n is
/// not small (COVERAGE.md says how nearly); the prediction interval is about one run, so it stays as wrong as the shape is.
/// </para>
/// <para>
/// Source: Student, "The probable error of a mean", Biometrika 6 (1908); G. Hahn and W. Meeker, "Statistical Intervals", 1991,
/// sections 4.2 (mean) and 4.7 (one further observation).
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

    /// <summary>The mean proportion of a tally with its t interval.</summary>
    /// <param name="tally">The runs.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate Mean(Tally tally, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return new Estimate(
            tally.Mean,
            MeanInterval(tally.N, tally.Mean, tally.StandardDeviation, level),
            level,
            tally.N,
            "mean, t interval over replicates on this test set");
    }

    /// <summary>The mean proportion of a tally with a t interval that allows for the step 1/total of a proportion.</summary>
    /// <remarks>
    /// The closed interval mean ± t·√((sd² + g²/n)/n), g = 1/total, cut to [0, 1]. The added term is that of Chow and Robbins
    /// (1965): it matters only where a run's spread is about a step, as for accuracies of a few images in all. There the plain
    /// interval is a little short, and a point when all runs agree by chance; elsewhere the two are the same to many digits. A
    /// heuristic, measured in COVERAGE.md.
    /// </remarks>
    /// <param name="tally">The runs.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate SteppedMean(Tally tally, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var step = 1.0 / tally.Total;
        var spread = Math.Sqrt(tally.Variance + (step * step / tally.N));
        return new Estimate(
            tally.Mean,
            MeanInterval(tally.N, tally.Mean, spread, level)?.ClippedTo(0, 1),
            level,
            tally.N,
            "mean, t interval with an allowance for the step of counts, over replicates on this test set");
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
