using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;

namespace Symmetry.Grains.Trials;

/// <summary>The sweeps that this silo works on, each parsed once. Thread-safe.</summary>
internal sealed class SweepCache(IGrainFactory grains, DataSetFolder dataSets, IOptions<DistributionOptions> options)
{
    private const int MaxSweeps = 64;

    private readonly ConcurrentDictionary<string, Task<Sweep>> sweeps = new();

    /// <exception cref="RefusedException">The sweep does not exist, or this build cannot run it.</exception>
    public Task<Sweep> GetAsync(string id)
    {
        if (sweeps.TryGetValue(id, out var known) && !known.IsFaulted && !known.IsCanceled)
        {
            return known;
        }

        if (sweeps.Count >= MaxSweeps)
        {
            sweeps.Clear();
        }

        // Concurrent calls may both fetch the sweep; the results are equal.
        return sweeps[id] = FetchAsync(id);
    }

    /// <summary>Finds a trial by its key: see <see cref="TrialKey"/>.</summary>
    /// <exception cref="RefusedException">The sweep or trial does not exist, or it is a program and this silo runs none.</exception>
    public async Task<(string Sweep, long Trial, TrialSpec Spec)> GetTrialAsync(string key)
    {
        var (id, trial) = TrialKey.Parse(key);
        var sweep = await GetAsync(id);
        RequirePrograms(sweep, options.Value);
        return trial < sweep.Trials
            ? (id, trial, sweep.SpecOf(trial))
            : throw new RefusedException($"Trial {trial} does not exist; {id} has {sweep.Trials} trials.");
    }

    /// <summary>Checks that this silo has the images of a sweep, and that it runs programs if the trials are programs.</summary>
    /// <exception cref="RefusedException">It does not, or the sweep does not exist.</exception>
    public async Task RequireRunnableAsync(string id)
    {
        var sweep = await GetAsync(id);
        RequirePrograms(sweep, options.Value);
        RequireImages(sweep, dataSets);
    }

    /// <summary>Checks that a silo runs programs, if the trials of a sweep are programs.</summary>
    /// <exception cref="RefusedException">It does not.</exception>
    public static void RequirePrograms(Sweep sweep, DistributionOptions options)
    {
        if (sweep.Experiment is ProgramExperiment && !options.AllowPrograms)
        {
            throw new RefusedException("This silo does not run programs. A silo with the setting allow-programs does, with all its rights.");
        }
    }

    /// <summary>Checks that a folder has the images of a sweep.</summary>
    /// <exception cref="RefusedException">It does not.</exception>
    public static void RequireImages(Sweep sweep, DataSetFolder dataSets)
    {
        // Imported results name images that nobody trains on.
        foreach (var data in sweep.Experiment is ImportedExperiment ? [] : sweep.DataSets)
        {
            if (dataSets.FindProblem(data) is { } problem)
            {
                throw new RefusedException(problem);
            }
        }
    }

    /// <summary>Parses a specification.</summary>
    /// <exception cref="RefusedException">It is invalid, or this build cannot run it.</exception>
    public static Sweep Parse(string canonical)
    {
        try
        {
            return Sweep.Parse(canonical);
        }
        catch (SpecException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    /// <summary>Parses the specification of a stored sweep.</summary>
    /// <exception cref="RefusedException">This build cannot run it.</exception>
    /// <exception cref="StoreException">It is damaged: its hash is not the one in the id.</exception>
    public static Sweep ParseStored(string id, StoredSweep stored) => id == Sweep.IdOf(stored.Head.Name, stored.Canonical)
        ? Parse(stored.Canonical)
        : throw new StoreException(
            $"The stored specification of {id} is damaged. Restore the store from a backup, or delete the sweep there and submit it again.");

    private async Task<Sweep> FetchAsync(string id) => Parse(await grains.GetGrain<ISweepGrain>(id).GetSpecAsync());
}
