using System.Diagnostics;
using Npgsql;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

/// <summary>Prints what a row costs at 256 rows per commit, in PostgreSQL also without the trigger that counts rows.</summary>
/// <remarks><c>dotnet run --project tests/Grains.Tests -c Release -- -explicit only -class "*CommitCostTests" -showliveoutput</c></remarks>
public sealed class CommitCostTests(PostgresServer server)
{
    private const int Commits = 400;
    private const int RowsPerCommit = 256;

    [Fact(Explicit = true)]
    public async Task PostgreSQL()
    {
        foreach (var counts in (bool[])[true, false, true, false])
        {
            var database = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync()) { Pooling = true }.ToString();
            await PostgresSchema.MigrateAsync(database, CancellationToken.None);
            if (!counts)
            {
                await PostgresServer.ExecuteAsync(database, "DROP FUNCTION symmetry.count_changed CASCADE");
            }

            using var store = await PostgresResultStore.OpenAsync(database);
            await MeasureAsync("PostgreSQL", store, counts);
        }
    }

    [Fact(Explicit = true)]
    public async Task SQLite()
    {
        for (var run = 0; run < 2; run++)
        {
            using var folder = new TempFolder();
            using var store = SqliteResultStore.Open(folder.File("sweeps.db"));
            await MeasureAsync("SQLite", store, counts: true);
        }
    }

    private static async Task MeasureAsync(string name, IResultStore store, bool counts)
    {
        var sweep = Small.Of("cost", Commits * RowsPerCommit / 2);
        await store.AddSweepAsync(new StoredSweep(
            new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical));
        var fence = await store.TakeEpochAsync(sweep.Id);
        var batches = Enumerable.Range(0, (int)sweep.Trials).Select(trial => Small.RowOf(sweep, trial)).Chunk(RowsPerCommit).ToArray();
        var start = Stopwatch.GetTimestamp();
        foreach (var batch in batches)
        {
            await store.CommitAsync(sweep, fence, batch);
        }

        var perRow = Stopwatch.GetElapsedTime(start).TotalMicroseconds / sweep.Trials;
        TestContext.Current.TestOutputHelper!.WriteLine($"{name} {(counts ? "with" : "without")} counting: {perRow:F1} µs per row");
        Assert.Equal(counts ? sweep.Trials : 0, (await store.FindSweepAsync(sweep.Id))!.Head.Stored);
    }
}
