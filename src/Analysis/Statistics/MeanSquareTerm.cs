namespace Symmetry.Analysis.Statistics;

/// <summary>A mean square of an analysis of variance, weighted: one term of Σ c·θ.</summary>
/// <param name="Coefficient">c, any sign, not 0.</param>
/// <param name="Value">The mean square, at least 0, an estimate of θ.</param>
/// <param name="Degrees">Its degrees of freedom, at least 1.</param>
public readonly record struct MeanSquareTerm(double Coefficient, double Value, double Degrees);
