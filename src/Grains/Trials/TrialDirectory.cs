using System.Collections.Concurrent;
using Orleans.GrainDirectory;

namespace Symmetry.Grains.Trials;

/// <summary>Where the trial grains of this silo are: in its own memory, and no other silo is asked or told.</summary>
/// <remarks>
/// A trial grain is called by the silo that leased the trial, and by nobody else, so that a place which the whole cluster agrees
/// on would cost three messages a trial and be read by nobody. Two silos may each have the grain of one trial for a
/// while, when a lease has expired: the trial is a pure function of its spec, and the store keeps one row.
/// </remarks>
internal sealed class TrialDirectory : IGrainDirectory
{
    /// <summary>What grains that are to be found here call it.</summary>
    public const string Name = "trials";

    private readonly ConcurrentDictionary<GrainId, GrainAddress> places = new();

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, previousAddress: null);

    /// <summary>The place that counts from now on: the one before, if there is one that the caller does not know of.</summary>
    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Task.FromResult<GrainAddress?>(
        places.AddOrUpdate(address.GrainId, address, (_, kept) => kept.Matches(previousAddress) ? address : kept));

    public Task Unregister(GrainAddress address)
    {
        if (places.TryGetValue(address.GrainId, out var kept) && kept.Matches(address))
        {
            places.TryRemove(new(address.GrainId, kept));
        }

        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult(places.GetValueOrDefault(grainId));

    // Only this silo's grains are here, and they end with it.
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
