using MathNet.Numerics.Distributions;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>The bias-corrected and accelerated (BCa) bootstrap interval for any statistic of one sample.</summary>
/// <remarks>
/// <para>
/// With θ* the statistic of B resamples, z₀ = Φ⁻¹(share of θ* below θ̂, ties half) and a from the jackknife, the ends are the
/// quantiles of θ* at Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))) for z = Φ⁻¹((1 ∓ level)/2). Quantiles are taken at (B + 1)·probability,
/// interpolated linearly, and stay inside the range of θ*.
/// </para>
/// <para>
/// Assumes independent runs; no shape. It is second-order accurate, which is a statement about large n: below about 20 runs it
/// is narrower than it should be (COVERAGE.md), because resampling divides by n where Student divides by n − 1.
/// </para>
/// <para>
/// The result depends on the values, the seed and the question, not on the order of the values. Ends carry a Monte Carlo error
/// of roughly 1 % of the interval's width for B = 10,000. From <see cref="MinClosedForm"/> values on the mean has the interval of ever
/// more resamples without drawing any (<see cref="BootstrapLimit"/>): a million trials would take minutes, and say the same.
/// </para>
/// <para>Source: B. Efron, "Better bootstrap confidence intervals", JASA 82 (1987); B. Efron and R. Tibshirani, "An Introduction
/// to the Bootstrap", 1993.</para>
/// </remarks>
public static class Bootstrap
{
    /// <summary>How many resamples are drawn where nobody chose another number: 10,000.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>From how many values on no resamples of the mean are drawn: 5,000.</summary>
    public const int MinClosedForm = 5_000;

    /// <summary>The mean with its BCa interval.</summary>
    /// <param name="values">One value a run, in any order, all finite.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="question">Tells independent questions apart, such as the number of the cell. Default 0.</param>
    /// <param name="resamples">B, at least 100. Default 10,000.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate Mean(
        ReadOnlySpan<double> values,
        long seed,
        uint question = 0,
        int resamples = DefaultResamples,
        double level = Estimate.DefaultLevel) =>
        Estimated(values, null, "mean", seed, question, resamples, level);

    /// <summary>The interquartile mean with its BCa interval.</summary>
    /// <param name="values">One value a run, in any order, all finite.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="question">Tells independent questions apart. Default 0.</param>
    /// <param name="resamples">B, at least 100. Default 10,000.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate InterquartileMean(
        ReadOnlySpan<double> values,
        long seed,
        uint question = 0,
        int resamples = DefaultResamples,
        double level = Estimate.DefaultLevel) =>
        Estimated(values, Location.InterquartileMean, "interquartile mean", seed, question, resamples, level);

    /// <summary>The acceleration a = Σd³ / (6(Σd²)^1.5), with d the mean of the jackknife values minus each of them; 0 without
    /// spread.</summary>
    /// <remarks>Deleting equal values gives equal jackknife values, so the work is n times the number of distinct
    /// values.</remarks>
    internal static double Acceleration(ReadOnlySpan<double> sorted, SampleStatistic? statistic)
    {
        var n = sorted.Length;
        var jackknife = new double[n];
        if (statistic is null)
        {
            // Deleting x moves the mean by (mean − x)/(n − 1): the same shape as the values themselves, mirrored.
            for (var i = 0; i < n; i++)
            {
                jackknife[i] = -sorted[i];
            }
        }
        else
        {
            var others = sorted[1..].ToArray();
            for (var i = 0; i < n; i++)
            {
                if (i > 0)
                {
                    others[i - 1] = sorted[i - 1];
                }

                jackknife[i] = i > 0 && sorted[i].Equals(sorted[i - 1]) ? jackknife[i - 1] : statistic(others);
            }
        }

        var mean = Moments.MeanAndStandardDeviation(jackknife).Mean;
        var (squares, cubes) = (0.0, 0.0);
        foreach (var value in jackknife)
        {
            var d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }

        return squares > 0 ? cubes / (6 * squares * Math.Sqrt(squares)) : 0;
    }

    /// <summary>The BCa interval from the sorted bootstrap values, the estimate and the acceleration.</summary>
    internal static Interval BcaInterval(ReadOnlySpan<double> sortedResamples, double estimate, double acceleration, double level)
    {
        // The sums of a resample round in another order than the sum of the sample: what differs by less than that is equal.
        var rounding = 1e-12 * Math.Max(Math.Abs(sortedResamples[0]), Math.Abs(sortedResamples[^1]));
        var (below, equal) = (0, 0);
        foreach (var value in sortedResamples)
        {
            var difference = value - estimate;
            below += difference < -rounding ? 1 : 0;
            equal += Math.Abs(difference) <= rounding ? 1 : 0;
        }

        var b = sortedResamples.Length;
        var share = Math.Clamp((below + (0.5 * equal)) / b, 0.5 / b, 1 - (0.5 / b));
        var bias = Quantiles.Normal(share);
        var ends = (stackalloc double[2]);
        for (var side = 0; side < 2; side++)
        {
            var z = bias + Quantiles.Normal(side == 0 ? (1 - level) / 2 : (1 + level) / 2);
            var shrink = 1 - (acceleration * z);
            var probability = shrink > 0 ? Normal.CDF(0, 1, bias + (z / shrink)) : side;
            ends[side] = At(sortedResamples, probability);
        }

        return new Interval(Math.Min(ends[0], ends[1]), Math.Max(ends[0], ends[1]));
    }

    /// <summary>Resampler B resamples and gives their statistics in increasing order; a null statistic is the mean.</summary>
    internal static double[] SortedResamples(ReadOnlySpan<double> sorted, SampleStatistic? statistic, long seed, uint question, int resamples)
    {
        var results = new double[resamples];
        var distinct = new DistinctValues(sorted);
        var counts = new int[distinct.Values.Length];
        var resample = new double[sorted.Length];
        for (var b = 0; b < resamples; b++)
        {
            var stream = new RandomStream(seed, Purpose.Resampling, (uint)b, question);
            if (statistic is null)
            {
                results[b] = Resample.Sum(ref stream, sorted) / sorted.Length;
            }
            else
            {
                Resample.Count(ref stream, distinct.GroupOf, counts);
                Resample.Expand(distinct.Values, counts, resample);
                results[b] = statistic(resample);
            }
        }

        Array.Sort(results);
        return results;
    }

    /// <summary>Any statistic with its BCa interval; null for the mean, which is faster.</summary>
    internal static Estimate Estimated(
        ReadOnlySpan<double> values,
        SampleStatistic? statistic,
        string name,
        long seed,
        uint question,
        int resamples,
        double level)
    {
        Require.Sample(values, 0);
        Require.Level(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var method = string.Create(CultureInfo.InvariantCulture, $"{name}, BCa bootstrap over replicates, {resamples} resamples");
        if (sorted.Length == 0)
        {
            return new Estimate(double.NaN, null, level, 0, method);
        }

        var estimate = statistic is null ? SumInOrder(sorted) / sorted.Length : statistic(sorted);
        if (sorted.Length == 1)
        {
            return new Estimate(estimate, null, level, 1, method);
        }

        if (sorted[0].Equals(sorted[^1]))
        {
            return new Estimate(estimate, new Interval(estimate, estimate), level, sorted.Length, method);
        }

        if (statistic is null && sorted.Length >= MinClosedForm)
        {
            return new Estimate(
                estimate, BootstrapLimit.MeanInterval(sorted, level), level, sorted.Length, $"{name}, BCa bootstrap over replicates, in closed form");
        }

        var thetas = SortedResamples(sorted, statistic, seed, question, resamples);
        var interval = BcaInterval(thetas, estimate, Acceleration(sorted, statistic), level);
        return new Estimate(estimate, interval, level, sorted.Length, method);
    }

    private static double SumInOrder(ReadOnlySpan<double> sorted)
    {
        var sum = 0.0;
        foreach (var value in sorted)
        {
            sum += value;
        }

        return sum;
    }

    private static double At(ReadOnlySpan<double> sorted, double probability)
    {
        var place = Math.Clamp(((sorted.Length + 1) * probability) - 1, 0, sorted.Length - 1);
        var low = Math.Min((int)place, sorted.Length - 2);
        return sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }
}
