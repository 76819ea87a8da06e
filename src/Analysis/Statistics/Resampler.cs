using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>Random numbers of the distributions that pivots need, from a <see cref="RandomStream"/>.</summary>
internal static class Resampler
{
    /// <summary>A standard normal number, by inversion of a uniform one on the midpoints of 2³² cells.</summary>
    public static double Normal(ref RandomStream stream) => Quantiles.Normal((stream.Next() + 0.5) / 4294967296.0);

    /// <summary>A χ² number with the given degrees of freedom, above 0.</summary>
    /// <remarks>G. Marsaglia and W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000), with their
    /// way of shapes below 1.</remarks>
    public static double ChiSquared(ref RandomStream stream, double degrees)
    {
        var shape = degrees / 2;
        var boost = 1.0;
        if (shape < 1)
        {
            boost = Math.Pow((stream.Next() + 0.5) / 4294967296.0, 1 / shape);
            shape++;
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(ref stream);
            var v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            var u = (stream.Next() + 0.5) / 4294967296.0;
            if (Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return 2 * d * v * boost;
            }
        }
    }

    /// <summary>A Poisson number: by inversion up to a mean of 16, from there on a normal number with the same mean and variance, rounded.</summary>
    /// <remarks>L. Devroye, "Non-Uniform Random Variate Generation", 1986, X.3. Rounding adds 1/12 to the variance, which is taken away
    /// before.</remarks>
    public static int Poisson(ref RandomStream stream, double mean)
    {
        if (mean >= 16)
        {
            return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean - (1.0 / 12)) * Normal(ref stream))));
        }

        var u = (stream.Next() + 0.5) / 4294967296.0;
        var (count, probability) = (0, Math.Exp(-mean));
        while (u > probability && count < 200)
        {
            u -= probability;
            count++;
            probability *= mean / count;
        }

        return count;
    }
}
