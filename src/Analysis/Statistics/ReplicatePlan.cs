namespace Symmetry.Analysis.Statistics;

/// <summary>How many replicates a wished half-width needs, from the spread that a pilot saw.</summary>
/// <remarks>
/// n is the least with t(n − 1)·sd/√n ≤ the half-width. The pilot's sd is itself uncertain: by a factor of 0.69 to 1.83 (95 %) after 10 normal
/// runs. So there are two answers: one that takes sd as the truth, about an even chance of being enough, and one that takes sd's
/// upper confidence limit sd·√(ν/χ²(1 − assurance; ν)) with ν = n − 1 of the pilot, which is enough with the probability <see cref="Assurance"/>
/// for normal runs. COVERAGE.md has how often they are enough. Source: L. Kupper and K. Hafner, "How appropriate are popular sample size
/// formulas?", The American Statistician 43 (1989); G. Hahn and W. Meeker, "Statistical Intervals", 1991.
/// </remarks>
/// <param name="HalfWidth">The wished half-width of the interval, in the unit of the metric.</param>
/// <param name="Level">The level of that interval, in (0, 1).</param>
/// <param name="Replicates">n with the pilot's sd as the truth, at least 2.</param>
/// <param name="Assurance">The probability with which <paramref name="AssuredReplicates"/> is enough, in (0, 1).</param>
/// <param name="AssuredReplicates">n with the upper limit of the sd, at least <paramref name="Replicates"/> for assurances of a
/// half and more.</param>
public sealed record ReplicatePlan(double HalfWidth, double Level, long Replicates, double Assurance, long AssuredReplicates)
{
    private const long Max = 1L << 40;

    /// <summary>Plans for a wished half-width of the interval that tables show.</summary>
    /// <param name="halfWidth">Above 0, as a proportion.</param>
    /// <param name="pilot">At least 2 runs.</param>
    /// <param name="level">The level of the interval, in (0, 1). Default 0.95.</param>
    /// <param name="assurance">With which probability the second number shall be enough. Default 0.9.</param>
    public static ReplicatePlan For(double halfWidth, Tally pilot, double level = Estimate.DefaultLevel, double assurance = 0.9)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return For(halfWidth, pilot.N, pilot.StandardDeviation, level, assurance);
    }

    /// <summary>Plans for a wished half-width of the interval that tables show, of a metric of any scale.</summary>
    /// <param name="halfWidth">Above 0, in the metric's unit.</param>
    /// <param name="runs">How many runs the pilot had, at least 2.</param>
    /// <param name="standardDeviation">Their standard deviation, divisor n − 1.</param>
    /// <param name="level">The level of the interval, in (0, 1). Default 0.95.</param>
    /// <param name="assurance">With which probability the second number shall be enough. Default 0.9.</param>
    public static ReplicatePlan For(double halfWidth, long runs, double standardDeviation, double level = Estimate.DefaultLevel, double assurance = 0.9)
    {
        Require.Positive(halfWidth, nameof(halfWidth));
        Require.Level(level);
        Require.Level(assurance, nameof(assurance));
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 2);
        var upper = UpperStandardDeviation(runs, standardDeviation, assurance);
        return new ReplicatePlan(
            halfWidth, level, RunsFor(halfWidth, standardDeviation, level), assurance, RunsFor(halfWidth, upper, level));
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

    // The width falls with n, so the least n is found by doubling and halving.
    private static long RunsFor(double halfWidth, double standardDeviation, double level)
    {
        var (low, high) = (1L, 2L);
        while (!IsEnough(high))
        {
            (low, high) = (high, high * 2);
            if (high > Max)
            {
                throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "More than 2^40 replicates would be needed.");
            }
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = IsEnough(middle) ? (low, middle) : (middle, high);
        }

        return high;

        bool IsEnough(long runs) => StudentTIntervals.Quantile(level, runs - 1) * standardDeviation / Math.Sqrt(runs) <= halfWidth;
    }
}
