using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Faults;

public sealed class SqliteLostRowsTests : LostRowsTests
{
    private readonly TempFolder folder = new();
    private SqliteResultStore? store;

    public override ValueTask DisposeAsync()
    {
        store?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task<IResultStore> OpenAsync() => Task.FromResult<IResultStore>(store = SqliteResultStore.Open(folder.File("sweeps.db")));

    protected override Task ExecuteAsync(string statements)
    {
        SqliteFile.Execute(folder.File("sweeps.db"), $"BEGIN IMMEDIATE; {statements}; COMMIT");
        return Task.CompletedTask;
    }
}
