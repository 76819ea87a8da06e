using Symmetry.Engine.Experiments.Declared;
using Symmetry.Formats.Files;

namespace Symmetry.Client.Commands;

/// <summary>Opens what was run before, for the verbs that start no sweep.</summary>
internal static class StoredSweeps
{
    /// <summary>Opens a cluster, or the store of a folder without slots, so that nothing is trained, written or locked.</summary>
    public static async Task<int> ReadAsync(CliEnvironment environment, StoreOptions place, Func<ISweepStore, Task<int>> read, CancellationToken stop)
    {
        await using var store = await environment.Open(place, stop);
        return await read(store);
    }

    /// <summary>Opens the sweep that an id, or the beginning of one, means.</summary>
    public static Task<int> ReadAsync(
        CliEnvironment environment, StoreOptions place, string id, Func<ISweepSource, Task<int>> read, CancellationToken stop) =>
        ReadAsync(environment, place, async store =>
        {
            var found = SweepIds.Find(RequireId(id), await store.ListAsync(stop));
            return await read(await store.OpenAsync(found, stop));
        }, stop);

    /// <summary>Checks that what was written is not a file.</summary>
    /// <exception cref="UsageException">It is.</exception>
    public static string RequireId(string id) => !TableReader.IsTable(id) ? id
        : throw new UsageException($"{id} is a file of results; expected the id of a stored sweep. symmetry import stores a file.");

    /// <summary>Checks that the trials of a sweep can be run again.</summary>
    /// <exception cref="UsageException">Its results were imported.</exception>
    public static void RequireRun(Sweep sweep)
    {
        if (sweep.Experiment is ImportedExperiment)
        {
            throw new UsageException($"The results of {sweep.Id} were imported from a file and cannot be run again.");
        }
    }
}
