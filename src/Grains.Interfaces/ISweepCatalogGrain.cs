namespace Symmetry.Grains;

/// <summary>Knows every sweep of the cluster. One grain, key <see cref="Key"/>.</summary>
/// <remarks>All calls are idempotent: whoever gets no answer asks again.</remarks>
[Alias("symmetry.catalog")]
public interface ISweepCatalogGrain : IGrainWithIntegerKey
{
    /// <summary>The key of the one catalog.</summary>
    public const long Key = 0;

    /// <summary>Stores the sweep, if it is new, and sets it going, if it is neither finished nor cancelled.</summary>
    /// <param name="canonical">The canonical JSON of a specification (<c>Sweep.Canonical</c>); checked again here.</param>
    /// <returns>The sweep's id: the same for the same specification.</returns>
    /// <exception cref="RefusedException">The specification is outside the limits or of another numerics version.</exception>
    /// <exception cref="StoreException">The store did not take it; ask again.</exception>
    [Alias("submit")]
    Task<string> SubmitAsync(string canonical);

    /// <summary>Every sweep in the store, oldest first.</summary>
    [Alias("list")]
    Task<SweepHead[]> ListAsync();

    /// <summary>Ids of sweeps that have trials to hand out, in the order in which they should be worked at.</summary>
    [Alias("work")]
    Task<string[]> WithWorkAsync();
}
