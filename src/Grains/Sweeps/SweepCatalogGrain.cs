using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Work;
using Symmetry.Hosting;

namespace Symmetry.Grains.Sweeps;

/// <summary>The grain of the <see cref="SweepCatalog"/>.</summary>
[KeepAlive]
[Reentrant]
internal sealed class SweepCatalogGrain : Grain, ISweepCatalogGrain
{
    private readonly SweepCatalog catalog;

    public SweepCatalogGrain(
        IResultStore store,
        IClusterMembershipService membership,
        DataSetFolder dataSets,
        WorkerBell bell,
        IOptions<DistributionOptions> options,
        TimeProvider time,
        ILogger<SweepCatalogGrain> logger)
    {
        catalog = new SweepCatalog(store, new GrainPlacement(this, membership), dataSets, bell, options, time, logger);
    }

    public Task<string> SubmitAsync(string canonical) => catalog.SubmitAsync(canonical);

    public Task<SweepHead[]> ListAsync() => catalog.ListAsync();

    public Task<string[]> WithWorkAsync() => catalog.WithWorkAsync();
}
