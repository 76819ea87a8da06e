using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Runtime.GrainDirectory;

namespace Symmetry.Grains.Trials;

/// <summary>Where the grains of trials are: on the silo that calls them.</summary>
/// <remarks>
/// Only the silo that leased a trial calls its grain. A directory of the whole cluster would cost three messages per trial, and no
/// other silo would read it. As Orleans' cache of addresses it answers at once, so that a call does not wait for a placement. Orleans
/// itself keeps at most one activation of a grain per silo. After a lease has expired, two silos may both have the grain of one trial. Both
/// compute the same bits, and the store keeps one row.
/// </remarks>
internal sealed class TrialDirectory(ILocalSiloDetails silo) : IGrainDirectory, IGrainDirectoryCache
{
    public const string Name = "trials";

    // Nothing is kept.
    public IEnumerable<(GrainAddress ActivationAddress, int Version)> KeyValues => [];

    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(AddressOf(grainId));

    public bool LookUp(GrainId key, [NotNullWhen(true)] out GrainAddress? result, out int version)
    {
        // Orleans asks the same cache about other grains with a directory, if there are any.
        (result, version) = (key.Type == TrialKey.Class ? AddressOf(key) : null, 0);
        return result is not null;
    }

    public void AddOrUpdate(GrainAddress value, int version)
    {
    }

    public bool Remove(GrainId key) => false;

    public bool Remove(GrainAddress key) => false;

    public void Clear()
    {
    }

    private GrainAddress AddressOf(GrainId id) => new() { GrainId = id, SiloAddress = silo.SiloAddress };
}
