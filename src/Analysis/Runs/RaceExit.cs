namespace Symmetry.Analysis.Runs;

/// <summary>A cell that left a race.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="After">After how many replicates.</param>
/// <param name="By">The cell that is better than it.</param>
/// <param name="Evidence">The evidence for that: an e-value, at least the threshold of the race.</param>
public sealed record RaceExit(int Cell, long After, int By, double Evidence);
