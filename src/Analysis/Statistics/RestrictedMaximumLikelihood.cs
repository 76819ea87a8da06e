namespace Symmetry.Analysis.Statistics;

/// <summary>The variance components of two crossed factors by restricted maximum likelihood (REML): never negative.</summary>
/// <remarks>
/// <para>
/// In a balanced design the likelihood depends on the mean squares alone: −½Σ ν(ln θ + MS/θ) with θ_A = σ²_e + bσ²_A, θ_B = σ²_e
/// + aσ²_B and θ_e = σ²_e, where no θ is below θ_e. It is greatest at the analysis-of-variance estimates when none of them is
/// negative; else the least violating mean square is pooled with the residual's, weighted by degrees of freedom, until none
/// violates.
/// </para>
/// <para>
/// Assumes normal effects and one run per combination. Source: W. A. Thompson Jr., "The problem of negative estimates of variance
/// components", Annals of Mathematical Statistics 33 (1962); the same as lme4's <c>lmer(y ~ 1 + (1|a) + (1|b))</c>.
/// </para>
/// </remarks>
public static class RestrictedMaximumLikelihood
{
    /// <summary>Gives σ²_A, σ²_B and σ²_e, each at least 0, in squared units.</summary>
    /// <param name="levelsA">a, at least 2.</param>
    /// <param name="levelsB">b, at least 2.</param>
    /// <param name="values">a × b values, B varying fastest.</param>
    public static (double First, double Second, double Residual) TwoFactors(int levelsA, int levelsB, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, checked(levelsA * levelsB));
        var (squares, freedoms, _) = VarianceComponents.AnalysisOfVariance([levelsA, levelsB], 1, values);
        var (residual, degrees) = (squares[3], (double)freedoms[3]);
        int[] order = squares[1] <= squares[2] ? [1, 2] : [2, 1];
        foreach (var factor in order)
        {
            if (squares[factor] < residual)
            {
                residual = ((degrees * residual) + (freedoms[factor] * squares[factor])) / (degrees + freedoms[factor]);
                degrees += freedoms[factor];
            }
        }

        return (Math.Max(0, squares[1] - residual) / levelsB, Math.Max(0, squares[2] - residual) / levelsA, residual);
    }
}
