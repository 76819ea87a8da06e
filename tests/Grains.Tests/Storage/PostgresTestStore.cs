using Npgsql;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class PostgresTestStore(PostgresServer server) : TestStore
{
    private string database = "";
    private PostgresResultStore? store;

    public override async Task<IResultStore> OpenAsync()
    {
        database = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync()) { Pooling = true }.ToString();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        return store = await PostgresResultStore.OpenAsync(database);
    }

    public override async Task<IResultStore> ReopenAsync()
    {
        store!.Dispose();
        return store = await PostgresResultStore.OpenAsync(database);
    }

    // The statements of one command are one transaction.
    public override Task ExecuteAsync(string statements) => PostgresServer.ExecuteAsync(database, $"SET LOCAL search_path TO symmetry; {statements}");

    public override ValueTask DisposeAsync()
    {
        store?.Dispose();
        return ValueTask.CompletedTask;
    }
}
