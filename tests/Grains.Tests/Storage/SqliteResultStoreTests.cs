using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class SqliteResultStoreTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("sweeps.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Store_of_a_newer_version_is_rejected_and_not_changed()
    {
        SqliteResultStore.Open(Path).Dispose();
        SqliteFile.Execute(Path, "PRAGMA user_version = 99");

        Assert.Contains("newer version", Assert.Throws<StoreFormatException>(() => SqliteResultStore.Open(Path)).Message, StringComparison.Ordinal);
        Assert.Contains("newer version", Assert.Throws<StoreFormatException>(() => SqliteResultStore.OpenToRead(Path)).Message, StringComparison.Ordinal);
        Assert.Equal(99L, SqliteFile.Execute(Path, "PRAGMA user_version"));
    }

    // The tables of version 1, in which results have no outcomes.
    [Fact]
    public async Task Store_of_the_first_version_is_read_as_it_is_and_migrated_when_it_is_written()
    {
        var (old, keeping) = (Small.Of("old", 2), Small.Keeping("keeping", 2));
        using (var store = SqliteResultStore.Open(Path))
        {
            await AddAsync(store, old);
            await store.CommitAsync(old, await store.TakeEpochAsync(old.Id), [Small.RowOf(old, 0), Small.RowOf(old, 2)]);
        }

        SqliteFile.Execute(Path, """
            ALTER TABLE results DROP COLUMN outcomes;
            DROP TRIGGER deleted;
            ALTER TABLE sweeps DROP COLUMN done;
            ALTER TABLE sweeps DROP COLUMN failed;
            ALTER TABLE sweeps DROP COLUMN verified;
            ALTER TABLE sweeps DROP COLUMN mismatched;
            ALTER TABLE sweeps DROP COLUMN lost;
            ALTER TABLE sweeps DROP COLUMN claims;
            PRAGMA user_version = 1;
            """);
        using (var reader = SqliteResultStore.OpenToRead(Path))
        {
            var page = await reader.ReadCellAsync(old, 0, 0, 10);
            Assert.Equal((2, 0), (page.Rows.Count, page.Damaged.Count));
            var head = Assert.Single(await reader.ListSweepsAsync());
            Assert.Equal((2, null), (head.Stored, head.Failed));
            Assert.Equal("", await reader.FindClaimsAsync(old.Id));
        }

        Assert.Equal(1L, SqliteFile.Execute(Path, "PRAGMA user_version"));
        using var writer = SqliteResultStore.Open(Path);
        Assert.Equal(2, (await writer.ReadCellAsync(old, 0, 0, 10)).Rows.Count);
        Assert.Equal(2, Assert.Single(await writer.ListSweepsAsync()).Stored);
        await AddAsync(writer, keeping);
        await writer.CommitAsync(keeping, await writer.TakeEpochAsync(keeping.Id), [Small.RowOf(keeping, 0)]);
        Assert.NotNull(Assert.Single((await writer.ReadCellAsync(keeping, 0, 0, 10)).Rows).Outcomes);
    }

    [Fact]
    public void File_that_is_not_a_store_is_rejected()
    {
        File.WriteAllText(Path, string.Join('\n', Enumerable.Repeat("a diary, not a database", 100)));

        Assert.Throws<StoreFormatException>(() => SqliteResultStore.Open(Path));
        Assert.Throws<StoreFormatException>(() => SqliteResultStore.OpenToRead(Path));
    }

    [Fact]
    public async Task Reader_sees_new_commits_and_cannot_write()
    {
        var sweep = Small.Of("shared", 10);
        using var writer = SqliteResultStore.Open(Path);
        await AddAsync(writer, sweep);
        using var reader = SqliteResultStore.OpenToRead(Path);
        Assert.Empty((await reader.ReadCellAsync(sweep, 0, 0, 10)).Rows);

        await writer.CommitAsync(sweep, await writer.TakeEpochAsync(sweep.Id), [Small.RowOf(sweep, 0)]);

        Assert.Single((await reader.ReadCellAsync(sweep, 0, 0, 10)).Rows);
        await Assert.ThrowsAsync<StoreException>(() => reader.TakeEpochAsync(sweep.Id));
    }

    [Fact]
    public async Task Closed_store_rejects_writes()
    {
        var store = SqliteResultStore.Open(Path);
        store.Dispose();

        await Assert.ThrowsAsync<StoreException>(() => store.TakeEpochAsync("any"));
    }

    private static Task<StoredSweep> AddAsync(SqliteResultStore store, Sweep sweep) => store.AddSweepAsync(new StoredSweep(
        new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical));
}
