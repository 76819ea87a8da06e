using Npgsql;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class PostgresConformanceTests(PostgresServer server) : ResultStoreConformance
{
    private string database = "";
    private PostgresResultStore? store;

    public override ValueTask DisposeAsync()
    {
        store?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<IResultStore> OpenAsync()
    {
        database = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync()) { Pooling = true }.ToString();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        return store = await PostgresResultStore.OpenAsync(database);
    }

    protected override async Task<IResultStore> ReopenAsync()
    {
        store!.Dispose();
        return store = await PostgresResultStore.OpenAsync(database);
    }

    protected override Task ExecuteAsync(string statement) =>
        PostgresServer.ExecuteAsync(database, $"SET LOCAL search_path TO symmetry; {statement}");

    protected override Task DamageAsync(Sweep sweep, int cell, long replicate) => PostgresServer.ExecuteAsync(database,
        $"UPDATE symmetry.results SET result = set_byte(result, 0, get_byte(result, 0) # 1) WHERE cell = {cell} AND replicate = {replicate}");
}
