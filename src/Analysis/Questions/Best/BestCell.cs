namespace Symmetry.Analysis.Questions.Best;

/// <summary>One of the cells that were compared.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Mean">The mean of all its runs, as tables have it.</param>
/// <param name="Standing">Whether it may be best, its p value, and its ranks.</param>
public sealed record BestCell(Cell Cell, Estimate Mean, CellStanding Standing);
