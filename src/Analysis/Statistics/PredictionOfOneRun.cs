namespace Symmetry.Analysis.Statistics;

/// <summary>Where one further run will fall.</summary>
/// <remarks>
/// The interval is made of order statistics, so that it holds whatever the shape of the distribution, which matters for rates near 0; from 39
/// runs on it exists at 95 %. With fewer it is Student's t interval. Source: G. Hahn, W. Meeker, "Statistical Intervals", 1991, section 5.4.
/// </remarks>
public static class PredictionOfOneRun
{
    /// <summary>The interval, and its method in words; null for fewer than two runs.</summary>
    /// <param name="values">One value a run, all finite.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static (Interval Interval, string Method)? Find(ReadOnlySpan<double> values, double level = Estimate.DefaultLevel)
    {
        if (values.Length < 2)
        {
            return null;
        }

        if (OrderStatistics.PredictionInterval(values, level) is { } ordered)
        {
            return (ordered, "order statistics");
        }

        var (mean, sd) = Moments.MeanAndStandardDeviation(values);
        return (StudentTIntervals.PredictionInterval(values.Length, mean, sd, level)!.Value, "Student's t");
    }

    /// <summary>Whether a number that is printed as the value could lie in the interval.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="value">The printed value.</param>
    /// <param name="rounding">Half a unit of its last printed digit.</param>
    public static bool CouldBe(Interval interval, double value, double rounding) =>
        value + rounding >= interval.Lower && value - rounding <= interval.Upper;
}
