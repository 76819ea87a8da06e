using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class SqliteTestStore : TestStore
{
    private readonly TempFolder folder = new();
    private SqliteResultStore? store;

    private string Path => folder.File("sweeps.db");

    public override Task<IResultStore> OpenAsync() => Task.FromResult<IResultStore>(store = SqliteResultStore.Open(Path));

    public override Task<IResultStore> ReopenAsync()
    {
        store!.Dispose();
        return OpenAsync();
    }

    public override Task ExecuteAsync(string statements)
    {
        SqliteFile.Execute(Path, $"BEGIN IMMEDIATE; {statements}; COMMIT");
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        store?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
