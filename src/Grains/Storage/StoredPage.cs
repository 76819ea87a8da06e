namespace Symmetry.Grains.Storage;

/// <summary>A page of results from the store.</summary>
/// <param name="Rows">In (cell, replicate) order.</param>
/// <param name="Damaged">Trials whose row has a wrong checksum. They count as not done.</param>
public sealed record StoredPage(IReadOnlyList<TrialRow> Rows, IReadOnlyList<long> Damaged)
{
    /// <summary>The number of rows in a page when all results of a sweep are read; fewer with outcomes per test image, which are large.</summary>
    internal static int RowsOf(Sweep sweep) => sweep.Spec.KeepsOutcomes ? 512 : 4096;
}
