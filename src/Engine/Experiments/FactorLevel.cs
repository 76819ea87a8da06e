namespace Symmetry.Engine.Experiments;

/// <summary>A level of a freely named crossed factor.</summary>
/// <param name="Factor">The factor's name.</param>
/// <param name="Level">From 0.</param>
public readonly record struct FactorLevel(string Factor, uint Level);
