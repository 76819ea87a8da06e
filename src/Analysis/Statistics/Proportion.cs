namespace Symmetry.Analysis.Statistics;

/// <summary>Intervals for a proportion of independent yes/no answers: Wilson's score interval, and the exact one of Clopper and Pearson.</summary>
/// <remarks>
/// <para>
/// Unlike p ± z√(p(1−p)/n), Wilson's interval keeps its coverage near 0 and 1 and never leaves [0, 1]. Source: E. B. Wilson, "Probable
/// inference, the law of succession, and statistical inference", JASA 22 (1927); R's <c>prop.test(x, n, correct = FALSE)</c>.
/// </para>
/// <para>
/// The interval of Clopper and Pearson covers with at least its level for every proportion and every n. Source: C. Clopper, E. Pearson, "The use
/// of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934); R's <c>binom.test(x, n)</c>.
/// </para>
/// </remarks>
public static class Proportion
{
    /// <summary>The closed interval of all p whose score test does not reject the observed proportion.</summary>
    /// <param name="proportion">What was observed, in [0, 1]; answers worth a half are allowed and make the interval
    /// conservative.</param>
    /// <param name="n">How many independent answers, above 0; an effective number need not be whole.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Interval WilsonInterval(double proportion, double n, double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        Require.Positive(n, nameof(n));
        if (!(proportion >= 0 && proportion <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(proportion), proportion, "A proportion lies in [0, 1].");
        }

        return Score(proportion, n, Quantiles.Normal((1 + level) / 2));
    }

    /// <summary>The closed interval of all p for which neither tail of the binomial distribution is below (1 − level)/2.</summary>
    /// <remarks>
    /// One limit alone has level (1 + level)/2. With 0 of n the upper limit is 1 − ((1 − level)/2)^(1/n), about 3/n for a limit of 95 % on one
    /// side: J. Hanley, A. Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249 (1983).
    /// </remarks>
    /// <param name="successes">How many answers were yes, from 0 to n.</param>
    /// <param name="n">How many answers there were, at least 1.</param>
    /// <param name="level">The least coverage, in (0, 1). Default 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside of its range.</exception>
    public static Interval ClopperPearson(long successes, long n, double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        var tail = (1 - level) / 2;
        return new Interval(
            successes == 0 ? 0 : successes == n ? Math.Pow(tail, 1.0 / n) : Quantiles.Beta(successes, n - successes + 1.0, tail),
            successes == n ? 1 : successes == 0 ? 1 - Math.Pow(tail, 1.0 / n) : Quantiles.Beta(successes + 1.0, n - successes, 1 - tail));
    }

    /// <summary>The same with any quantile z of the score.</summary>
    internal static Interval Score(double proportion, double n, double z)
    {
        var shrink = 1 + (z * z / n);
        var centre = (proportion + (z * z / (2 * n))) / shrink;
        var half = z / shrink * Math.Sqrt((proportion * (1 - proportion) / n) + (z * z / (4 * n * n)));

        // At 0 and 1 the outer end is that bound itself; the formula reaches it only up to rounding.
        return new Interval(
            proportion == 0 ? 0 : Math.Max(0, centre - half),
            proportion == 1 ? 1 : Math.Min(1, centre + half));
    }
}
