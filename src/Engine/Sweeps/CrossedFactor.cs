namespace Symmetry.Engine.Sweeps;

/// <summary>A crossed factor with a name of its own.</summary>
/// <param name="Name">1 to 40 letters, digits, dashes and underscores, beginning with a letter.</param>
/// <param name="Size">The number of its levels, at least 1.</param>
public sealed record CrossedFactor(string Name, int Size);
