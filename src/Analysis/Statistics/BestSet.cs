namespace Symmetry.Analysis.Statistics;

/// <summary>Which cells may be the best, and the ranks that each may have.</summary>
/// <param name="Standings">One for each cell, in the order in which they were given.</param>
/// <param name="Replicates">How many replicates were compared.</param>
/// <param name="Method">How.</param>
/// <param name="Flips">How many sign flips were used; 0 for none.</param>
/// <param name="Level">The level at which the set contains the best cell and the rank intervals all hold.</param>
public sealed record BestSet(IReadOnlyList<CellStanding> Standings, int Replicates, BestMethod Method, int Flips, double Level);
