namespace Symmetry.Analysis.Statistics;

/// <summary>How many replicates a wished half-width needs, from the spread that a pilot saw.</summary>
/// <remarks>
/// n is the least for which the interval that tables show, <see cref="SkewnessAdjustedT"/>, is expected to be narrow enough, with the
/// mean and the skewness of the pilot. The pilot's sd is itself uncertain: by a factor of 0.69 to 1.83 (95 %) after 10 normal
/// runs. So there are two answers: one that takes sd as the truth, about an even chance of being enough, and one that takes sd's
/// upper confidence limit sd·√(ν/χ²(1 − assurance; ν)), which is enough with the probability <see cref="Assurance"/>; ν are the
/// degrees of freedom of that interval, at most n − 1. COVERAGE.md has how often they are enough. Source: L. Kupper
/// and K. Hafner, "How appropriate are popular sample size formulas?", The American Statistician 43 (1989); G. Hahn and W. Meeker,
/// "Statistical Intervals", 1991; B. O'Neill, "Some useful moment results in sampling problems", The American Statistician 68 (2014).
/// </remarks>
/// <param name="HalfWidth">The wished half-width of the interval, as a proportion.</param>
/// <param name="Level">The level of that interval, in (0, 1).</param>
/// <param name="Replicates">n with the pilot's sd as the truth, at least 2.</param>
/// <param name="Assurance">The probability with which <paramref name="AssuredReplicates"/> is enough, in (0, 1).</param>
/// <param name="AssuredReplicates">n with the upper limit of the sd, at least <paramref name="Replicates"/> for assurances of a
/// half and more.</param>
public sealed record ReplicatePlan(double HalfWidth, double Level, long Replicates, double Assurance, long AssuredReplicates)
{
    private const long Most = 1L << 40;

    /// <summary>Plans for a wished half-width of the interval that tables show.</summary>
    /// <param name="halfWidth">Above 0, as a proportion.</param>
    /// <param name="pilot">At least 2 runs.</param>
    /// <param name="level">The level of the interval, in (0, 1). Default 0.95.</param>
    /// <param name="assurance">With which probability the second number shall be enough. Default 0.9.</param>
    public static ReplicatePlan For(double halfWidth, Tally pilot, double level = Estimate.DefaultLevel, double assurance = 0.9)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        Require.Positive(halfWidth, nameof(halfWidth));
        Require.Level(level);
        Require.Level(assurance, nameof(assurance));
        ArgumentOutOfRangeException.ThrowIfLessThan(pilot.N, 2, nameof(pilot));
        var degrees = Math.Min(pilot.N - 1, SkewnessAdjustedT.Degrees(pilot, pilot.N));
        var upper = Upper(degrees, pilot.StandardDeviation, assurance);
        return new ReplicatePlan(halfWidth, level, RunsFor(pilot.StandardDeviation), assurance, RunsFor(upper));

        long RunsFor(double sd) => Least(halfWidth, runs => SkewnessAdjustedT.HalfWidthOf(runs, pilot, sd, level));
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
        return Upper(pilotRuns - 1, pilotStandardDeviation, assurance);
    }

    private static double Upper(double degrees, double standardDeviation, double assurance) =>
        standardDeviation * Math.Sqrt(degrees / Quantiles.ChiSquared(degrees, 1 - assurance));

    // The width falls with n, so the least n is found by doubling and halving.
    private static long Least(double halfWidth, Func<long, double> halfWidthOf)
    {
        var (low, high) = (1L, 2L);
        while (halfWidthOf(high) > halfWidth)
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
            (low, high) = halfWidthOf(middle) > halfWidth ? (middle, high) : (low, middle);
        }

        return high;
    }
}
