namespace Symmetry.Grains.Storage;

/// <summary>Counts of a sweep that its rows do not give, or only by reading all of them.</summary>
/// <param name="Failed">Results that failed or diverged.</param>
/// <param name="Verified">Duplicate results with the same bits.</param>
/// <param name="Mismatched">Duplicate results with different bits.</param>
/// <param name="Lost">Rows that disappeared from the store after they were acknowledged.</param>
public readonly record struct SweepCounts(long Failed, long Verified, long Mismatched, long Lost);
