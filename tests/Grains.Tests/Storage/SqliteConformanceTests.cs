using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class SqliteConformanceTests : ResultStoreConformance
{
    private readonly TempFolder folder = new();
    private SqliteResultStore? store;

    public override ValueTask DisposeAsync()
    {
        store?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task<IResultStore> OpenAsync() =>
        Task.FromResult<IResultStore>(store = SqliteResultStore.Open(folder.File("sweeps.db")));

    protected override Task<IResultStore> ReopenAsync()
    {
        store!.Dispose();
        return OpenAsync();
    }

    protected override Task ExecuteAsync(string statement)
    {
        SqliteFile.Execute(folder.File("sweeps.db"), statement);
        return Task.CompletedTask;
    }

    protected override Task DamageAsync(Sweep sweep, int cell, long replicate)
    {
        SqliteFile.Execute(folder.File("sweeps.db"),
            $"UPDATE results SET result = zeroblob(length(result)) WHERE cell = {cell} AND replicate = {replicate}");
        return Task.CompletedTask;
    }
}
