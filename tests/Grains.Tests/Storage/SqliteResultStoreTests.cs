using Microsoft.Data.Sqlite;
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

    protected override Task DamageAsync(Sweep sweep, int cell, long replicate)
    {
        SqliteFile.Execute(folder.File("sweeps.db"),
            $"UPDATE results SET result = zeroblob(length(result)) WHERE cell = {cell} AND replicate = {replicate}");
        return Task.CompletedTask;
    }
}

public sealed class SqliteResultStoreTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("sweeps.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        SqliteResultStore.Open(Path).Dispose();
        SqliteFile.Execute(Path, "PRAGMA user_version = 99");

        Assert.Contains("newer version", Assert.Throws<StoreFormatException>(() => SqliteResultStore.Open(Path)).Message, StringComparison.Ordinal);
        Assert.Contains("newer version", Assert.Throws<StoreFormatException>(() => SqliteResultStore.OpenToRead(Path)).Message, StringComparison.Ordinal);
        Assert.Equal(99L, SqliteFile.Execute(Path, "PRAGMA user_version"));
    }

    [Fact]
    public void A_file_that_is_something_else_is_refused()
    {
        File.WriteAllText(Path, string.Join('\n', Enumerable.Repeat("a diary, not a database", 100)));

        Assert.Throws<StoreFormatException>(() => SqliteResultStore.Open(Path));
        Assert.Throws<StoreFormatException>(() => SqliteResultStore.OpenToRead(Path));
    }

    [Fact]
    public async Task A_reader_sees_what_a_writer_commits_meanwhile_and_writes_nothing()
    {
        var sweep = Small.Of("shared", 10);
        using var writer = SqliteResultStore.Open(Path);
        await writer.AddSweepAsync(new StoredSweep(
            new SweepHead(sweep.Id, "shared", SweepStatus.Running, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical));
        using var reader = SqliteResultStore.OpenToRead(Path);
        Assert.Empty((await reader.ReadCellAsync(sweep, 0, 0, 10)).Rows);

        await writer.CommitAsync(sweep, await writer.TakeEpochAsync(sweep.Id), [Small.RowOf(sweep, 0)]);

        Assert.Single((await reader.ReadCellAsync(sweep, 0, 0, 10)).Rows);
        await Assert.ThrowsAsync<StoreException>(() => reader.TakeEpochAsync(sweep.Id));
    }

    [Fact]
    public async Task A_closed_store_refuses_writes()
    {
        var store = SqliteResultStore.Open(Path);
        store.Dispose();

        await Assert.ThrowsAsync<StoreException>(() => store.TakeEpochAsync("any"));
    }
}

internal static class SqliteFile
{
    /// <summary>Runs a statement on the file, beside the store.</summary>
    public static object? Execute(string path, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }
}
