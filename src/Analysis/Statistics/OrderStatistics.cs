using MathNet.Numerics.Distributions;

namespace Symmetry.Analysis.Statistics;

/// <summary>Intervals between two of the sorted values: they hold for every shape of the distribution.</summary>
/// <remarks>
/// Assumes independent runs. The coverage is exact for continuous values and at least that much for values with ties, such as
/// proportions. Source: G. Hahn and W. Meeker, "Statistical Intervals", 1991.
/// </remarks>
public static class OrderStatistics
{
    /// <summary>The median with the interval [x₍ₖ₎, x₍ₙ₊₁₋ₖ₎], k being the greatest for which P(k ≤ Bin(n, ½) ≤ n − k) ≥
    /// level.</summary>
    /// <param name="values">One value a run, in any order, all finite.</param>
    /// <param name="level">The coverage that is at least held, in (0, 1). Default 0.95.</param>
    /// <returns>No interval when even the whole range [x₍₁₎, x₍ₙ₎] holds less: at 0.95, for n &lt; 6. The method text names the
    /// coverage held.</returns>
    public static Estimate Median(ReadOnlySpan<double> values, double level = Estimate.DefaultLevel)
    {
        Require.Sample(values, 0);
        Require.Level(level);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var n = sorted.Length;
        var k = MedianRank(n, level);
        if (k == 0)
        {
            return new Estimate(Location.Median(sorted), null, level, n, "median, too few replicates for an exact interval");
        }

        var held = 1 - (2 * Binomial.CDF(0.5, n, k - 1));
        var method = string.Create(
            CultureInfo.InvariantCulture,
            $"median, exact interval of order statistics {k} and {n + 1 - k} over replicates, covers {100 * held:F1} %");
        return new Estimate(Location.Median(sorted), new Interval(sorted[k - 1], sorted[n - k]), level, n, method);
    }

    /// <summary>The interval [x₍ᵣ₎, x₍ₙ₊₁₋ᵣ₎], in which one further run falls with probability (n + 1 − 2r)/(n + 1) ≥
    /// level.</summary>
    /// <param name="values">One value a run, in any order, all finite.</param>
    /// <param name="level">The coverage that is at least held, in (0, 1). Default 0.95.</param>
    /// <returns>Null when n is too small: at 0.95, for n &lt; 39.</returns>
    public static Interval? PredictionInterval(ReadOnlySpan<double> values, double level = Estimate.DefaultLevel)
    {
        Require.Sample(values, 0);
        Require.Level(level);

        // r ≤ (n + 1)(1 − level)/2; the allowance is for the rounding of 1 − 0.95.
        var r = (int)Math.Floor(((values.Length + 1) * (1 - level) / 2) + 1e-9);
        if (r < 1)
        {
            return null;
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new Interval(sorted[r - 1], sorted[^r]);
    }

    // The greatest k ≤ (n + 1)/2 with 2·P(Bin(n, ½) ≤ k − 1) ≤ 1 − level; 0 if there is none.
    private static int MedianRank(int n, double level)
    {
        var (low, high) = (0, (n + 1) / 2);
        while (low < high)
        {
            var k = (low + high + 1) / 2;
            if (2 * Binomial.CDF(0.5, n, k - 1) <= 1 - level)
            {
                low = k;
            }
            else
            {
                high = k - 1;
            }
        }

        return low;
    }
}
