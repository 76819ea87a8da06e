namespace Symmetry.Client.Sweeps;

/// <summary>Opens a store.</summary>
/// <exception cref="UnreachableException">It cannot be used; the message says why.</exception>
internal delegate Task<ISweepStore> OpenStore(StoreOptions options, CancellationToken stop);
