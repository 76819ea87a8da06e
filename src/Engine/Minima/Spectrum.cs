using MathNet.Numerics.LinearAlgebra;

namespace Symmetry.Engine.Minima;

/// <summary>The eigenvalues and eigenvectors of a symmetric matrix, and counts of eigenvalues near 0.</summary>
/// <remarks>
/// "Near" is relative to the largest |λ|, because a loss has no natural scale. Where an eigenvalue is exactly 0, rounding leaves about
/// 10⁻¹⁴ of the largest.
/// </remarks>
public sealed class Spectrum
{
    private readonly double[] values;

    private Spectrum(double[] values, double[,] vectors)
    {
        this.values = values;
        Vectors = vectors;
    }

    /// <summary>The eigenvalues in increasing order.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Column k is the unit eigenvector of value k.</summary>
    public double[,] Vectors { get; }

    /// <summary>The largest |λ|.</summary>
    public double Largest => values.Length == 0 ? 0 : Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));

    /// <summary>Decomposes a symmetric matrix.</summary>
    public static Spectrum Compute(double[,] symmetric)
    {
        var evd = Matrix<double>.Build.DenseOfArray(symmetric).Evd(Symmetricity.Symmetric);
        return new Spectrum([.. evd.EigenValues.Select(value => value.Real)], evd.EigenVectors.ToArray());
    }

    /// <summary>The number of |λ| up to a fraction of <see cref="Largest"/>.</summary>
    public int NearZero(double fraction) => values.Count(value => Math.Abs(value) <= fraction * Largest);

    /// <summary>The number of λ below minus a fraction of <see cref="Largest"/>: directions in which the point is not a minimum.</summary>
    public int Negative(double fraction) => values.Count(value => value < -fraction * Largest);

    /// <summary>vᵀHv for a direction v.</summary>
    public double Curvature(double[] direction)
    {
        ArgumentNullException.ThrowIfNull(direction);
        var curvature = 0.0;
        for (var k = 0; k < values.Length; k++)
        {
            var part = 0.0;
            for (var i = 0; i < direction.Length; i++)
            {
                part += direction[i] * Vectors[i, k];
            }

            curvature += values[k] * part * part;
        }

        return curvature;
    }
}
