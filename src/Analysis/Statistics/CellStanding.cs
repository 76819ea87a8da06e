namespace Symmetry.Analysis.Statistics;

/// <summary>What is known of one cell's place among all.</summary>
/// <param name="MayBeBest">Whether the cell is in the set that contains the best cell at the level.</param>
/// <param name="PValue">The p value of "this cell is the best", 1 for the one that looks best; null where there are too few
/// replicates.</param>
/// <param name="BestRank">The least rank that it may have, from 1.</param>
/// <param name="WorstRank">The greatest rank that it may have, at most the number of cells. The intervals of all cells hold together.</param>
public readonly record struct CellStanding(bool MayBeBest, double? PValue, int BestRank, int WorstRank);
