using System.Diagnostics;
using Npgsql;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class PostgresResultStoreTests(PostgresServerThatCrashes server) : IClassFixture<PostgresServerThatCrashes>, IAsyncLifetime
{
    private static readonly Sweep Sweep = Small.Of("stored", 3000);

    private string database = "";

    public async ValueTask InitializeAsync() =>
        database = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync()) { Pooling = true }.ToString();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Database_without_tables_is_rejected_and_the_message_names_migrate()
    {
        var e = await Assert.ThrowsAsync<StoreFormatException>(() => PostgresResultStore.OpenAsync(database));

        Assert.Contains("symmetry-silo migrate", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_migrations_create_the_tables_once()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresSchema.MigrateAsync(database, CancellationToken.None)));

        Assert.Equal([0, PostgresSchema.Version, PostgresSchema.Version, PostgresSchema.Version], found.Order());
        (await PostgresResultStore.OpenAsync(database)).Dispose();
    }

    // Version 2 had no column for outcomes.
    [Fact]
    public async Task Database_of_version_2_keeps_its_rows_when_it_is_migrated()
    {
        using (var store = await MigratedAsync(database))
        {
            await store.AddSweepAsync(Stored(Sweep));
            await store.CommitAsync(Sweep, await store.TakeEpochAsync(Sweep.Id), [Small.RowOf(Sweep, 0)]);
        }

        await PostgresServer.ExecuteAsync(database, """
            ALTER TABLE symmetry.results DROP COLUMN outcomes;
            DROP FUNCTION symmetry.count_changed CASCADE;
            DROP FUNCTION symmetry.count_none CASCADE;
            ALTER TABLE symmetry.sweeps DROP COLUMN done, DROP COLUMN failed, DROP COLUMN verified, DROP COLUMN mismatched, DROP COLUMN lost,
                DROP COLUMN claims;
            UPDATE symmetry.version SET version = 2
            """);
        Assert.Contains("Run 'symmetry-silo migrate' first.",
            (await Assert.ThrowsAsync<StoreFormatException>(() => PostgresResultStore.OpenAsync(database))).Message, StringComparison.Ordinal);

        Assert.Equal(2, await PostgresSchema.MigrateAsync(database, CancellationToken.None));
        using var migrated = await PostgresResultStore.OpenAsync(database);
        var page = await migrated.ReadCellAsync(Sweep, 0, 0, 10);
        Assert.Equal((1, 0), (page.Rows.Count, page.Damaged.Count));
        var head = Assert.Single(await migrated.ListSweepsAsync());
        Assert.Equal((1, null), (head.Stored, head.Failed));
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_rejected_and_not_changed()
    {
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await PostgresServer.ExecuteAsync(database, "UPDATE symmetry.version SET version = 99");

        foreach (var use in (Func<Task>[])[() => PostgresResultStore.OpenAsync(database), () => PostgresSchema.MigrateAsync(database, CancellationToken.None)])
        {
            Assert.Contains("newer version", (await Assert.ThrowsAsync<StoreFormatException>(use)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(99, await PostgresServer.ExecuteAsync(database, "SELECT version FROM symmetry.version"));
    }

    [Fact]
    public async Task Database_outage_gives_our_own_exception_without_secrets_and_writes_work_again_afterwards()
    {
        using var store = await MigratedAsync(database + ";Password=hunter2");
        await store.AddSweepAsync(Stored(Sweep));
        var epoch = await store.TakeEpochAsync(Sweep.Id);
        await store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 0)]);

        await server.CrashAsync();
        var away = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 1)]));
        await server.StartAsync();
        var again = await store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 0), Small.RowOf(Sweep, 1)]);

        Assert.DoesNotContain("hunter2", away.ToString(), StringComparison.Ordinal);
        Assert.Equal([CommitKind.AlreadyStored, CommitKind.Added], again.Select(commit => commit.Kind));
    }

    [Fact]
    public async Task Write_succeeds_after_a_restart_broke_the_pooled_connections()
    {
        using var store = await MigratedAsync(database);
        await store.AddSweepAsync(Stored(Sweep));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ListSweepsAsync()));

        await server.CrashAsync();
        await server.StartAsync();

        Assert.Equal(1, (await store.TakeEpochAsync(Sweep.Id)).Epoch >> 32);
    }

    [Fact]
    public async Task Coordinator_superseded_while_it_waits_for_the_lock_writes_nothing()
    {
        using var store = await MigratedAsync(database);
        await store.AddSweepAsync(Stored(Sweep));
        var epoch = await store.TakeEpochAsync(Sweep.Id);
        await using var second = new NpgsqlConnection(database);
        await second.OpenAsync();
        await using var transaction = await second.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand("UPDATE symmetry.sweeps SET epoch = epoch + 1", second))
        {
            await take.ExecuteNonQueryAsync();
        }

        var late = store.CommitAsync(Sweep, epoch, [Small.RowOf(Sweep, 0)]);
        await Waiting.UntilAsync(async () => await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM pg_locks WHERE NOT granted") is > 0L);
        await transaction.CommitAsync();

        await Assert.ThrowsAsync<StaleCoordinatorException>(() => late);
        Assert.Empty((await store.ReadCellAsync(Sweep, 0, 0, 10)).Rows);
    }

    [Fact]
    public async Task Commit_does_not_need_a_statement_per_row()
    {
        using var store = await MigratedAsync(database);
        await store.AddSweepAsync(Stored(Sweep));
        var epoch = await store.TakeEpochAsync(Sweep.Id);
        var rows = Enumerable.Range(0, 256).Select(trial => Small.RowOf(Sweep, trial)).ToArray();

        // Npgsql starts one activity per command. The trace id separates the commands of this test from those of others.
        using var test = new Activity("test").Start();
        var commands = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = command =>
            {
                if (command.TraceId == test.TraceId)
                {
                    Interlocked.Increment(ref commands);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await store.CommitAsync(Sweep, epoch, rows);

        Assert.InRange(commands, 1, 8);
    }

    private static StoredSweep Stored(Sweep sweep) => new(
        new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical);

    private static async Task<PostgresResultStore> MigratedAsync(string text)
    {
        await PostgresSchema.MigrateAsync(text, CancellationToken.None);
        return await PostgresResultStore.OpenAsync(text);
    }
}
