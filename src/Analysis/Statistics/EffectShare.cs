namespace Symmetry.Analysis.Statistics;

/// <summary>The part of the variance between cells that one main effect or interaction makes up.</summary>
/// <param name="Axes">The places of its axes, one or two in increasing order; none for all interactions of three or more axes together.</param>
/// <param name="Component">The unbiased estimate of the mean over cells of the squared effect, in squared units; it may be negative.</param>
/// <param name="Share">The component divided by that of all terms; slightly negative where the component is.</param>
public sealed record EffectShare(ImmutableArray<int> Axes, double Component, Estimate Share);
