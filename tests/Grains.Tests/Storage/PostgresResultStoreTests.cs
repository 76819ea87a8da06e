using Npgsql;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Tests.Storage;

/// <summary>Runs where a database is lent: its connection string is in the environment variable SYMMETRY_POSTGRES.</summary>
[Collection("The one database")]
public sealed class PostgresConformanceTests : ResultStoreConformance
{
    private NpgsqlDataSource? source;

    public override async ValueTask DisposeAsync()
    {
        if (source is not null)
        {
            await source.DisposeAsync();
        }
    }

    [Fact]
    public async Task Tables_may_be_made_by_many_at_once_and_newer_ones_are_refused()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresSchema.MigrateAsync(source!)));
        await PostgresSchema.CheckAsync(source!);

        await ExecuteAsync("UPDATE symmetry.version SET version = 99");
        await Assert.ThrowsAsync<StoreFormatException>(() => PostgresSchema.CheckAsync(source!));
        await Assert.ThrowsAsync<StoreFormatException>(() => PostgresSchema.MigrateAsync(source!));

        await ExecuteAsync("DROP SCHEMA symmetry CASCADE");
        await Assert.ThrowsAsync<StoreFormatException>(() => PostgresSchema.CheckAsync(source!));
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_to_be_so_in_words_of_our_own()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");

        await Assert.ThrowsAsync<StoreException>(() => new PostgresResultStore(nowhere).ListSweepsAsync());
    }

    protected override async Task<IResultStore> OpenAsync()
    {
        var text = Environment.GetEnvironmentVariable("SYMMETRY_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(text), "SYMMETRY_POSTGRES names no database.");
        source = NpgsqlDataSource.Create(text!);
        await ExecuteAsync("DROP SCHEMA IF EXISTS symmetry CASCADE");
        await PostgresSchema.MigrateAsync(source);
        return new PostgresResultStore(source);
    }

    protected override Task<IResultStore> ReopenAsync() => Task.FromResult<IResultStore>(new PostgresResultStore(source!));

    protected override Task DamageAsync(Sweep sweep, int cell, long replicate) =>
        ExecuteAsync($"UPDATE symmetry.results SET result = set_byte(result, 3, 255) WHERE cell = {cell} AND replicate = {replicate}");

    private async Task ExecuteAsync(string statement)
    {
        await using var command = source!.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
