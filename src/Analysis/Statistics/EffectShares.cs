namespace Symmetry.Analysis.Statistics;

/// <summary>The variance between the cells of a grid, split into main effects and interactions.</summary>
/// <param name="Variance">The unbiased estimate of the variance between the cells' true means (divisor: cells), in squared units. It may be
/// negative. The shares are NaN unless it is positive, also without any one replicate: else no variance was found that could be split.</param>
/// <param name="Terms">Main effects in the order of the axes, then two-way interactions, then the rest where there are three or more axes.</param>
public sealed record EffectShares(double Variance, IReadOnlyList<EffectShare> Terms);
