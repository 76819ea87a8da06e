using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Symmetry.Analysis.Statistics;

/// <summary>Quantiles of the distributions that intervals are made of.</summary>
internal static class Quantiles
{
    /// <summary>The quantile of Student's t; degrees of freedom above 0, probability in (0, 1).</summary>
    /// <remarks>
    /// Newton's method on the logarithm of the tail probability, kept inside a bracket, because a root search on the
    /// distribution function itself loses the far tails. Agrees with R's qt to 1e-10 of its size (QuantilesTests).
    /// </remarks>
    public static double StudentT(double degrees, double probability)
    {
        var tail = Math.Min(probability, 1 - probability);
        if (tail >= 0.5)
        {
            return 0;
        }

        if (degrees > 1e6)
        {
            // Cornish and Fisher's expansion around the normal quantile z, whose next term is of the order z⁷/ν³.
            var z = -Normal(tail);
            var first = z * ((z * z) + 1) / 4;
            var second = z * ((((5 * z * z) + 16) * z * z) + 3) / 96;
            var expanded = z + ((first + (second / degrees)) / degrees);
            return probability < 0.5 ? -expanded : expanded;
        }

        var (low, high) = (0.0, double.PositiveInfinity);
        var t = Math.Max(-Normal(tail), 1e-3);
        for (var step = 0; step < 200; step++)
        {
            var above = UpperTailOfStudentT(degrees, t);
            var error = Math.Log(above / tail);
            (low, high) = error > 0 ? (t, high) : (low, t);
            var next = t + (error * above / MathNet.Numerics.Distributions.StudentT.PDF(0, 1, degrees, t));
            if (!(next > low && next < high))
            {
                next = double.IsPositiveInfinity(high) ? 2 * low : (low + high) / 2;
            }

            if (Math.Abs(next - t) <= 1e-15 * t)
            {
                break;
            }

            t = next;
        }

        return probability < 0.5 ? -t : t;
    }

    /// <summary>P(T > t) for t ≥ 0, with a small relative error however far out: ½·I(ν/2, ½; ν/(ν + t²)).</summary>
    public static double UpperTailOfStudentT(double degrees, double t) =>
        double.IsPositiveInfinity(t)
            ? 0
            : 0.5 * SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + (t * t)));

    /// <summary>The quantile of the standard normal distribution.</summary>
    public static double Normal(double probability) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, probability);

    /// <summary>The quantile of χ²; degrees of freedom above 0, probability in (0, 1).</summary>
    public static double ChiSquared(double degrees, double probability) =>
        MathNet.Numerics.Distributions.ChiSquared.InvCDF(degrees, probability);

    /// <summary>The quantile of F; degrees of freedom above 0, probability in (0, 1).</summary>
    public static double F(double numerator, double denominator, double probability) =>
        FisherSnedecor.InvCDF(numerator, denominator, probability);

    /// <summary>The quantile of the beta distribution; both shapes above 0, probability in (0, 1).</summary>
    /// <remarks>
    /// Bisection of the regularised incomplete beta function down to neighbouring numbers, because the root search of the library stops at an
    /// absolute error of 1e-8, which is too coarse for small rates. Agrees with R's qbeta to 1e-9 of its size (QuantilesTests).
    /// </remarks>
    public static double Beta(double a, double b, double probability)
    {
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = (low + high) / 2;
            if (!(middle > low && middle < high))
            {
                return middle;
            }

            (low, high) = SpecialFunctions.BetaRegularized(a, b, middle) < probability ? (middle, high) : (low, middle);
        }
    }
}
