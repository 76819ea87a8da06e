using MathNet.Numerics.Distributions;

namespace Symmetry.Simulations;

/// <summary>Owen's empirical likelihood of a mean with the quantile of F, for comparison.</summary>
/// <remarks>A. Owen, "Empirical likelihood ratio confidence intervals for a single functional", Biometrika 75 (1988). The ratio at μ is
/// −2·log R = 2·Σ log(1 + λ(x − μ)) with λ solving Σ (x − μ)/(1 + λ(x − μ)) = 0; no solution exists outside the range of the values.</remarks>
internal static class EmpiricalLikelihood
{
    public static bool Holds(double[] values, double mean)
    {
        var (smallest, largest) = (values.Min() - mean, values.Max() - mean);
        if (smallest >= 0 || largest <= 0)
        {
            return false;
        }

        var (low, high) = (-1 / largest, -1 / smallest);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = values.Sum(value => (value - mean) / (1 + (middle * (value - mean)))) > 0 ? (middle, high) : (low, middle);
        }

        var lambda = (low + high) / 2;
        var ratio = 2 * values.Sum(value => Math.Log(1 + (lambda * (value - mean))));
        return ratio <= FisherSnedecor.InvCDF(1, values.Length - 1, 0.95);
    }
}
