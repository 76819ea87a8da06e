namespace Symmetry.Engine.Statistics;

/// <summary>How many replicates a wished half-width needs, from the spread that a pilot saw.</summary>
/// <remarks>
/// n is the least with t(n − 1)·σ/√n ≤ half-width. The pilot's sd is itself uncertain: by a factor of 0.69 to 1.83 (95 %) after
/// 10 runs. So there are two answers: one that takes sd as the truth, about an even chance of being enough, and one that takes
/// sd's upper confidence limit sd·√(ν/χ²(1 − assurance; ν)), which is enough with the probability <see cref="Assurance"/>.
/// Assumes independent normal runs. Source: L. Kupper and K. Hafner, "How appropriate are popular sample size formulas?", The
/// American Statistician 43 (1989); G. Hahn and W. Meeker, "Statistical Intervals", 1991.
/// </remarks>
/// <param name="HalfWidth">The wished half-width of the interval, in the unit of the values.</param>
/// <param name="Level">The level of that interval, in (0, 1).</param>
/// <param name="Replicates">n with the pilot's sd as the truth, at least 2.</param>
/// <param name="Assurance">The probability with which <paramref name="AssuredReplicates"/> is enough, in (0, 1).</param>
/// <param name="AssuredReplicates">n with the upper limit of the sd, at least <paramref name="Replicates"/> for assurances of a
/// half and more.</param>
public sealed record ReplicatePlan(double HalfWidth, double Level, long Replicates, double Assurance, long AssuredReplicates)
{
    private const long Most = 1L << 40;

    /// <summary>Plans for a wished half-width.</summary>
    /// <param name="halfWidth">Above 0, in the unit of the values.</param>
    /// <param name="pilotRuns">How many runs the pilot had, at least 2.</param>
    /// <param name="pilotStandardDeviation">Their standard deviation, divisor n − 1.</param>
    /// <param name="level">The level of the interval, in (0, 1). Default 0.95.</param>
    /// <param name="assurance">With which probability the second number shall be enough. Default 0.9.</param>
    public static ReplicatePlan For(
        double halfWidth,
        long pilotRuns,
        double pilotStandardDeviation,
        double level = Estimate.DefaultLevel,
        double assurance = 0.9)
    {
        Require.Positive(halfWidth, nameof(halfWidth));
        Require.Level(level);
        Require.Level(assurance, nameof(assurance));
        Require.StandardDeviation(pilotStandardDeviation);
        var upper = UpperStandardDeviation(pilotRuns, pilotStandardDeviation, assurance);
        return new ReplicatePlan(
            halfWidth, level, Least(halfWidth, pilotStandardDeviation, level), assurance, Least(halfWidth, upper, level));
    }

    /// <summary>The upper confidence limit of the standard deviation, sd·√(ν/χ²(1 − assurance; ν)).</summary>
    /// <param name="pilotRuns">How many runs the pilot had, at least 2.</param>
    /// <param name="pilotStandardDeviation">Their standard deviation, divisor n − 1.</param>
    /// <param name="assurance">The probability with which it is not below the true one. Default 0.9.</param>
    public static double UpperStandardDeviation(long pilotRuns, double pilotStandardDeviation, double assurance = 0.9)
    {
        Require.Level(assurance, nameof(assurance));
        Require.StandardDeviation(pilotStandardDeviation);
        ArgumentOutOfRangeException.ThrowIfLessThan(pilotRuns, 2);
        double degrees = pilotRuns - 1;
        return pilotStandardDeviation * Math.Sqrt(degrees / Quantiles.ChiSquared(degrees, 1 - assurance));
    }

    /// <summary>The half-width that n replicates are expected to give, t(n − 1)·sd/√n.</summary>
    /// <param name="replicates">At least 2.</param>
    /// <param name="standardDeviation">The standard deviation of one run.</param>
    /// <param name="level">The level of the interval, in (0, 1). Default 0.95.</param>
    public static double HalfWidthOf(long replicates, double standardDeviation, double level = Estimate.DefaultLevel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 2);
        Require.StandardDeviation(standardDeviation);
        Require.Level(level);
        return StudentTIntervals.Quantile(level, replicates - 1) * standardDeviation / Math.Sqrt(replicates);
    }

    // t(n − 1)/√n falls with n, so the least n is found by doubling and halving.
    private static long Least(double halfWidth, double sd, double level)
    {
        var (low, high) = (1L, 2L);
        while (HalfWidthOf(high, sd, level) > halfWidth)
        {
            (low, high) = (high, high * 2);
            if (high > Most)
            {
                throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "More than 2^40 replicates would be needed.");
            }
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = HalfWidthOf(middle, sd, level) > halfWidth ? (middle, high) : (low, middle);
        }

        return high;
    }
}
