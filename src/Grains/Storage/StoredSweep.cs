namespace Symmetry.Grains.Storage;

/// <summary>A sweep in the store.</summary>
/// <param name="Head">The entry in lists of sweeps.</param>
/// <param name="Canonical">The canonical JSON of its specification.</param>
public sealed record StoredSweep(SweepHead Head, string Canonical);
