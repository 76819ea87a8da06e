namespace Symmetry.Analysis.Statistics;

/// <summary>The chance that a paired comparison finds a real difference, and how many pairs a wished chance needs.</summary>
/// <remarks>
/// The two-sided paired t test at significance alpha rejects with probability P(|T| > t(1 − alpha/2; n − 1)), T noncentral t with
/// noncentrality √n·difference/sd. Assumes independent normal differences; the sign-flip test of one difference has nearly the same power. Both
/// tails are counted, as in R's <c>power.t.test(type = "paired", strict = TRUE)</c>. Source: J. Cohen, "Statistical Power
/// Analysis for the Behavioral Sciences", 2nd ed., 1988; N. Johnson, S. Kotz, N. Balakrishnan, "Continuous
/// Univariate Distributions" 2, 1995.
/// </remarks>
public static class PairedPower
{
    /// <summary>The power of n pairs, in (0, 1].</summary>
    /// <param name="pairs">n, at least 2.</param>
    /// <param name="difference">The true mean difference, in the unit of the values; its sign is without effect.</param>
    /// <param name="standardDeviation">The standard deviation of the differences, above 0.</param>
    /// <param name="alpha">The two-sided significance level, in (0, 1). Default 0.05.</param>
    public static double Power(long pairs, double difference, double standardDeviation, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 2);
        Require.Finite(difference, nameof(difference));
        Require.Positive(standardDeviation, nameof(standardDeviation));
        Require.Level(alpha, nameof(alpha));
        return Beyond(pairs, Quantiles.StudentT(pairs - 1, 1 - (alpha / 2)), Math.Sqrt(pairs) * Math.Abs(difference) / standardDeviation);
    }

    /// <summary>The smallest √n·difference/sd that |t| finds with a given power, whatever the critical value comes from.</summary>
    /// <param name="pairs">n, at least 2.</param>
    /// <param name="critical">What |t| must exceed, finite and at least 0.</param>
    /// <param name="power">In (0, 1), and above the chance of a false alarm. Default 0.8.</param>
    /// <returns>At least 0; times sd/√n it is the smallest difference.</returns>
    public static double DetectableNoncentrality(long pairs, double critical, double power = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 2);
        Require.Finite(critical, nameof(critical));
        ArgumentOutOfRangeException.ThrowIfNegative(critical);
        Require.Level(power, nameof(power));
        var (low, high) = (0.0, 1.0);
        while (Beyond(pairs, critical, high) < power)
        {
            (low, high) = (high, 2 * high);
        }

        while (high - low > 1e-12 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = Beyond(pairs, critical, middle) < power ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The smallest number of pairs with at least the wished power, and at least <paramref name="least"/>.</summary>
    /// <param name="power">In (alpha, 1), such as 0.8.</param>
    /// <param name="difference">The true mean difference, not 0.</param>
    /// <param name="standardDeviation">The standard deviation of the differences, above 0.</param>
    /// <param name="alpha">The two-sided significance level, in (0, 1). Default 0.05.</param>
    /// <param name="least">The smallest number that is acceptable for another reason, at least 2. Default 2; sign flips
    /// need <see cref="StepDownMaxT.MinPairs"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than 2³⁰ pairs would be needed, or an argument is out of its
    /// range.</exception>
    public static long PairsFor(double power, double difference, double standardDeviation, double alpha = 0.05, long least = 2)
    {
        Require.Level(power, nameof(power));
        Require.Positive(Math.Abs(difference), nameof(difference));
        Require.Level(alpha, nameof(alpha));
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 2);
        if (Power(least, difference, standardDeviation, alpha) >= power)
        {
            return least;
        }

        var (low, high) = (least, least * 2);
        while (Power(high, difference, standardDeviation, alpha) < power)
        {
            (low, high) = (high, high * 2);
            if (high > 1L << 30)
            {
                throw new ArgumentOutOfRangeException(nameof(difference), difference, "More than 2^30 pairs would be needed.");
            }
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Power(middle, difference, standardDeviation, alpha) < power ? (middle, high) : (low, middle);
        }

        return high;
    }

    // P(|T| > c), P(T > c) as P(−T ≤ −c): −T is noncentral with the opposite sign.
    private static double Beyond(long pairs, double critical, double noncentrality) => Math.Min(
        1, NoncentralT.Cumulative(pairs - 1, -noncentrality, -critical) + NoncentralT.Cumulative(pairs - 1, noncentrality, -critical));
}
