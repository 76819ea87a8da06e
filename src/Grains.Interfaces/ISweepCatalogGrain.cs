namespace Symmetry.Grains;

/// <summary>Knows all sweeps of the cluster. There is one catalog, with the key <see cref="Key"/>.</summary>
/// <remarks>All calls are idempotent: repeat a call that gets no answer.</remarks>
[Alias("symmetry.catalog")]
public interface ISweepCatalogGrain : IGrainWithIntegerKey
{
    /// <summary>The key of the catalog.</summary>
    public const long Key = 0;

    /// <summary>Stores a sweep if it is new; it starts, unless it is completed or cancelled.</summary>
    /// <param name="canonical">The canonical JSON of a specification (<c>Sweep.Canonical</c>); validated again here.</param>
    /// <returns>The sweep's id: the same for the same specification.</returns>
    /// <exception cref="RefusedException">The specification is invalid, or has another numerics version.</exception>
    /// <exception cref="StoreException">The sweep was not stored; call again.</exception>
    [Alias("submit")]
    Task<string> SubmitAsync(string canonical);

    /// <summary>All sweeps in the store, oldest first.</summary>
    [Alias("list")]
    Task<SweepHead[]> ListAsync();

    /// <summary>Ids of sweeps with work, in the order in which to work on them.</summary>
    [Alias("work")]
    Task<string[]> WithWorkAsync();
}
