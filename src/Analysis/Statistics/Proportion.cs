namespace Symmetry.Analysis.Statistics;

/// <summary>Wilson's score interval for a proportion.</summary>
/// <remarks>
/// Assumes independent yes/no answers. Unlike p ± z√(p(1−p)/n) it keeps its coverage near 0 and 1 and never leaves [0, 1].
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); R's
/// <c>prop.test(x, n, correct = FALSE)</c>.
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
