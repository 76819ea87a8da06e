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
            var found = SweepIds.Find(id, await store.ListAsync(stop));
            return await read(await store.OpenAsync(found, stop));
        }, stop);
}
