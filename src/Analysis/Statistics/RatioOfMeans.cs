namespace Symmetry.Analysis.Statistics;

/// <summary>The ratio of two means of paired values, with Fieller's interval.</summary>
/// <remarks>
/// All ratios r that the t test of mean(a − r·b) = 0 does not reject: exact for normal pairs, whatever their correlation. It is
/// an interval only if the mean of b differs from 0 at the level.
/// E. Fieller, "Some problems in interval estimation", Journal of the Royal Statistical Society B 16 (1954).
/// </remarks>
public static class RatioOfMeans
{
    /// <summary>Mean(a)/mean(b).</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite, as many, pair by pair.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate Fieller(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double level = Estimate.DefaultLevel)
    {
        const string method = "ratio of means, Fieller's interval over pairs";
        Require.Level(level);
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, b.Length, nameof(b));
        var n = a.Length;
        if (n < 2)
        {
            return new Estimate(double.NaN, null, level, n, method);
        }

        var (meanA, sdA) = Moments.MeanAndStandardDeviation(a);
        var (meanB, sdB) = Moments.MeanAndStandardDeviation(b);
        var products = 0.0;
        for (var i = 0; i < n; i++)
        {
            products += (a[i] - meanA) * (b[i] - meanB);
        }

        // (A − rB)² ≤ t²·Var(A − rB), a quadratic inequality in r.
        var t = Quantiles.StudentT(n - 1, (1 + level) / 2);
        var factor = t * t / n;
        var square = (meanB * meanB) - (factor * sdB * sdB);
        var half = (meanA * meanB) - (factor * products / (n - 1));
        var rest = (meanA * meanA) - (factor * sdA * sdA);
        if (!(square > 0))
        {
            return new Estimate(meanA / meanB, null, level, n, method);
        }

        var root = Math.Sqrt(Math.Max(0, (half * half) - (square * rest)));
        return new Estimate(meanA / meanB, new Interval((half - root) / square, (half + root) / square), level, n, method);
    }
}
