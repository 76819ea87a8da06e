using System.Collections.Concurrent;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Trials;

/// <summary>The sweeps that this silo works at, laid out once each. Thread-safe.</summary>
internal sealed class SweepCache(IGrainFactory grains)
{
    private const int Most = 64;

    private readonly ConcurrentDictionary<string, Task<Sweep>> sweeps = new();

    /// <exception cref="RefusedException">There is no such sweep, or this build cannot run it.</exception>
    public Task<Sweep> GetAsync(string id)
    {
        if (sweeps.TryGetValue(id, out var known) && !known.IsFaulted && !known.IsCanceled)
        {
            return known;
        }

        if (sweeps.Count >= Most)
        {
            sweeps.Clear();
        }

        // Two trials may ask at once; the second answer then replaces an equal one.
        return sweeps[id] = FetchAsync(id);
    }

    private async Task<Sweep> FetchAsync(string id)
    {
        var canonical = await grains.GetGrain<ISweepGrain>(id).GetSpecAsync();
        try
        {
            return Sweep.Parse(canonical);
        }
        catch (SpecException e)
        {
            throw new RefusedException(e.Message);
        }
    }
}
