namespace Symmetry.Grains.Storage;

/// <summary>The store has fewer rows than it acknowledged: it was restored, or rows were deleted. The caller must read the sweep again.</summary>
/// <param name="id">The sweep.</param>
/// <param name="stored">The number of rows in the store.</param>
/// <param name="acknowledged">The number of rows that were acknowledged.</param>
public sealed class MissingRowsException(string id, long stored, long acknowledged)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{id} has {stored} rows in the store, but {acknowledged} were stored."));
