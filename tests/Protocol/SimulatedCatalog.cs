namespace Symmetry.Protocol;

/// <summary>The catalog, called over the network.</summary>
internal sealed class SimulatedCatalog(Cluster cluster, Process caller) : ISweepCatalogGrain
{
    public Task<string> SubmitAsync(string canonical) => CallAsync(catalog => catalog.Catalog!.SubmitAsync(canonical));

    public Task<SweepHead[]> ListAsync() => CallAsync(catalog => catalog.Catalog!.ListAsync());

    public Task<string[]> WithWorkAsync() => CallAsync(catalog => catalog.Catalog!.WithWorkAsync());

    private Task<T> CallAsync<T>(Func<Activation, Task<T>> call) => cluster.Network.CallAsync(caller, Cluster.CatalogKey, call);
}
