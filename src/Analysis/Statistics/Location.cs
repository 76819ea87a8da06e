namespace Symmetry.Analysis.Statistics;

/// <summary>The statistics of location that a bootstrap interval is usually asked for.</summary>
public static class Location
{
    /// <summary>The arithmetic mean, in the unit of the values.</summary>
    /// <param name="sorted">At least one value, in any order.</param>
    public static double Mean(ReadOnlySpan<double> sorted) => Moments.MeanAndStandardDeviation(sorted).Mean;

    /// <summary>The median: the middle value, or the mean of the middle two.</summary>
    /// <param name="sorted">At least one value, in increasing order.</param>
    public static double Median(ReadOnlySpan<double> sorted) =>
        sorted.IsEmpty ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The interquartile mean: the mean of what remains when ⌊n/4⌋ values are cut off at each end.</summary>
    /// <remarks>
    /// Nearly as robust as the median and nearly as precise as the mean. Source: R. Agarwal et al., "Deep reinforcement learning
    /// at the edge of the statistical precipice", NeurIPS 2021. The same as R's <c>mean(x, trim = 0.25)</c>.
    /// </remarks>
    /// <param name="sorted">At least one value, in increasing order.</param>
    public static double InterquartileMean(ReadOnlySpan<double> sorted)
    {
        var cut = sorted.Length / 4;
        return Mean(sorted[cut..(sorted.Length - cut)]);
    }
}
