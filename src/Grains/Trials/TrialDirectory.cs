using System.Collections.Concurrent;
using Orleans.GrainDirectory;

namespace Symmetry.Grains.Trials;

/// <summary>The grain directory of this silo's trial grains: in memory, and not shared with other silos.</summary>
/// <remarks>
/// Only the silo that leased a trial calls its grain. A directory of the whole cluster would cost three messages per trial, and no
/// other silo would read it. After a lease has expired, two silos may both have the grain of one trial. Both compute the same bits, and the
/// store keeps one row.
/// </remarks>
internal sealed class TrialDirectory : IGrainDirectory
{
    public const string Name = "trials";

    private readonly ConcurrentDictionary<GrainId, GrainAddress> addresses = new();

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, previousAddress: null);

    /// <summary>Registers an address, unless another one is registered that is not <paramref name="previousAddress"/>. Returns the registered one.</summary>
    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Task.FromResult<GrainAddress?>(
        addresses.AddOrUpdate(address.GrainId, address, (_, registered) => registered.Matches(previousAddress) ? address : registered));

    public Task Unregister(GrainAddress address)
    {
        if (addresses.TryGetValue(address.GrainId, out var registered) && registered.Matches(address))
        {
            addresses.TryRemove(new(address.GrainId, registered));
        }

        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(addresses.GetValueOrDefault(grainId));

    // The directory has only this silo's grains.
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
