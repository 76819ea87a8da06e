namespace Symmetry.Grains.Storage;

/// <summary>A page of results from the store.</summary>
/// <param name="Rows">In (cell, replicate) order.</param>
/// <param name="Damaged">Trials whose row has a wrong checksum. They count as not done.</param>
public sealed record StoredPage(IReadOnlyList<TrialRow> Rows, IReadOnlyList<long> Damaged);
