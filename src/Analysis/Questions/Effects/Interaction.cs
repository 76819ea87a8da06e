namespace Symmetry.Analysis.Questions.Effects;

/// <summary>How two axes act together, averaged over replicates and over all other axes.</summary>
/// <param name="First">The first axis.</param>
/// <param name="Second">The second axis.</param>
/// <param name="Means">The mean for each value of the first axis and each of the second.</param>
/// <param name="Effects">What each mean is above what both main effects add up to.</param>
public sealed record Interaction(Axis First, Axis Second, double[][] Means, double[][] Effects);
