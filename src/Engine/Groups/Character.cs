namespace Symmetry.Engine.Groups;

/// <summary>The character of an irreducible representation over the reals: χ(g), and d with P = (d/|G|)·Σ χ(g)·g.</summary>
/// <param name="Dimension">d: the factor that makes P the projection onto the part of this representation (section 4.2).</param>
/// <param name="Values">χ(g) for each element.</param>
public sealed record Character(int Dimension, double[] Values);
