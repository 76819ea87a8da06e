namespace Symmetry.Analysis.Statistics;

/// <summary>The BCa interval of the mean to which ever more resamples would lead, in closed form: for thousands of runs.</summary>
/// <remarks>
/// The mean of a resample has the sample's variance m₂/n, skewness g = γ/√n and excess kurtosis k = κ/n. Its quantile at w standard normal
/// deviations is x̄ + √(m₂/n)·(w + g(w² − 1)/6 + k(w³ − 3w)/24 − g²(2w³ − 5w)/36), and both the bias z₀ and the acceleration a of
/// BCa are g/6. What is left out is of the order of n^(−3/2), far below the Monte Carlo error of drawn resamples. Source: P. Hall,
/// "The Bootstrap and Edgeworth Expansion", 1992, sections 2.5 and 3.10; E. Cornish and R. Fisher, "Moments and cumulants in the
/// specification of distributions", Rev. Int. Statist. Inst. 5 (1938).
/// </remarks>
internal static class BootstrapLimit
{
    public static Interval MeanInterval(ReadOnlySpan<double> values, double level)
    {
        var n = values.Length;
        var mean = Moments.MeanAndStandardDeviation(values).Mean;
        var (second, third, fourth) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var square = (value - mean) * (value - mean);
            second += square / n;
            third += square * (value - mean) / n;
            fourth += square * square / n;
        }

        var error = Math.Sqrt(second / n);
        var g = third / (second * Math.Sqrt(second)) / Math.Sqrt(n);
        var k = ((fourth / (second * second)) - 3) / n;
        return new Interval(At((1 - level) / 2), At((1 + level) / 2));

        double At(double probability)
        {
            var z = (g / 6) + Quantiles.Normal(probability);
            var w = (g / 6) + (z / (1 - (g / 6 * z)));
            var (w2, w3) = (w * w, w * w * w);
            return mean + (error * (w + (g * (w2 - 1) / 6) + (k * (w3 - (3 * w)) / 24) - (g * g * ((2 * w3) - (5 * w)) / 36)));
        }
    }
}
