using System.Collections.Concurrent;
using Symmetry.Engine.Sweeps;
using Symmetry.Hosting;

namespace Symmetry.Grains.Trials;

/// <summary>The sweeps that this silo works at, laid out once each. Thread-safe.</summary>
internal sealed class SweepCache(IGrainFactory grains, DataSetFolder dataSets)
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

    /// <summary>Sees to it that this silo has the images that a sweep is about.</summary>
    /// <exception cref="RefusedException">It has not, or others; or there is no such sweep.</exception>
    public async Task RequireImagesAsync(string id)
    {
        var sweep = await GetAsync(id);
        RequireImages(sweep, dataSets);
    }

    /// <summary>Sees to it that a folder has the images that a sweep is about.</summary>
    /// <exception cref="RefusedException">It has not, or others.</exception>
    public static void RequireImages(Sweep sweep, DataSetFolder dataSets)
    {
        foreach (var data in sweep.DataSets)
        {
            if (dataSets.Refusal(data) is { } refusal)
            {
                throw new RefusedException(refusal);
            }
        }
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
