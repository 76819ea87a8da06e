using System.Data.Common;
using Npgsql;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Storage;

/// <summary>Sweeps and results in PostgreSQL, in the tables of <see cref="PostgresSchema"/>.</summary>
/// <remarks>
/// A report's rows are one transaction of two or three round trips, whatever their number: arrays travel, not rows. The sweep's
/// row is locked for sharing meanwhile, so that no coordinator can take over between the check of the epoch and the commit.
/// </remarks>
/// <param name="source">Where to connect; disposed by its owner.</param>
public sealed class PostgresResultStore(NpgsqlDataSource source) : IResultStore
{
    private const int PageRows = 4096;

    /// <inheritdoc/>
    public Task<StoredSweep> AddSweepAsync(StoredSweep sweep) => GuardAsync(async connection =>
    {
        await using var command = Command(connection, """
            WITH added AS (
                INSERT INTO symmetry.sweeps (id, name, canonical, status, trials, submitted) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name
                RETURNING status, submitted, canonical)
            SELECT status, submitted, canonical FROM added
            """,
            sweep.Head.Id, sweep.Head.Name, sweep.Canonical, (short)sweep.Head.Status, sweep.Head.Trials, sweep.Head.Submitted.UtcTicks);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var head = sweep.Head with
        {
            Status = (SweepStatus)reader.GetInt16(0),
            Submitted = new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero),
        };
        return new StoredSweep(head, reader.GetString(2));
    });

    /// <inheritdoc/>
    public Task<StoredSweep?> FindSweepAsync(string id) => GuardAsync<StoredSweep?>(async connection =>
    {
        await using var command = Command(connection,
            "SELECT id, name, status, trials, submitted, canonical FROM symmetry.sweeps WHERE id = $1", id);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new StoredSweep(ReadHead(reader), reader.GetString(5)) : null;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<SweepHead>> ListSweepsAsync() => GuardAsync<IReadOnlyList<SweepHead>>(async connection =>
    {
        await using var command = Command(connection,
            "SELECT id, name, status, trials, submitted FROM symmetry.sweeps ORDER BY submitted, number");
        await using var reader = await command.ExecuteReaderAsync();
        var heads = new List<SweepHead>();
        while (await reader.ReadAsync())
        {
            heads.Add(ReadHead(reader));
        }

        return heads;
    });

    /// <inheritdoc/>
    public Task<long> TakeEpochAsync(string id) => GuardAsync(async connection =>
    {
        await using var command = Command(connection, "UPDATE symmetry.sweeps SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch", id);
        return await command.ExecuteScalarAsync() is long epoch ? epoch : throw Unknown(id);
    });

    /// <inheritdoc/>
    public Task SetStatusAsync(string id, long epoch, SweepStatus status) => GuardAsync(async connection =>
    {
        await using var command = Command(connection,
            "UPDATE symmetry.sweeps SET status = $3 WHERE id = $1 AND epoch = $2", id, epoch, (short)status);
        if (await command.ExecuteNonQueryAsync() == 0)
        {
            await LockAsync(connection, id, epoch);
        }

        return 0;
    });

    /// <inheritdoc/>
    public Task<Commit[]> CommitAsync(Sweep sweep, long epoch, IReadOnlyList<TrialRow> rows) => GuardAsync(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var number = await LockAsync(connection, sweep.Id, epoch);
        var added = await InsertAsync(connection, sweep, number, rows);
        var commits = new Commit[rows.Count];
        var others = new List<int>();
        for (var i = 0; i < commits.Length; i++)
        {
            if (added.Contains(rows[i].Trial))
            {
                commits[i] = new Commit(CommitKind.Added, rows[i]);
            }
            else
            {
                others.Add(i);
            }
        }

        if (others.Count > 0)
        {
            await CompareAsync(connection, sweep, number, rows, others, commits);
        }

        await transaction.CommitAsync();
        return commits;
    });

    /// <inheritdoc/>
    public Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count) =>
        GuardAsync(async connection => (await ReadPageAsync(connection, sweep, cell, cell, from, count)).Page);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep)
    {
        var (cell, replicate) = (0, 0L);
        while (true)
        {
            var start = (cell, replicate);
            var (page, next) = await GuardAsync(connection =>
                ReadPageAsync(connection, sweep, start.cell, sweep.Cells.Length - 1, start.replicate, PageRows));
            yield return page;
            if (next is not { } more)
            {
                yield break;
            }

            (cell, replicate) = more;
        }
    }

    private static async Task<HashSet<long>> InsertAsync(
        NpgsqlConnection connection, Sweep sweep, long number, IReadOnlyList<TrialRow> rows)
    {
        await using var command = Command(connection, """
            INSERT INTO symmetry.results
            SELECT $1, * FROM unnest($2::integer[], $3::bigint[], $4::bytea[], $5::integer[], $6::text[], $7::double precision[], $8::bigint[])
            ON CONFLICT DO NOTHING
            RETURNING cell, replicate
            """,
            number,
            Map(rows, row => sweep.CellOf(row.Trial).Number),
            Map(rows, row => sweep.ReplicateOf(row.Trial)),
            Map(rows, row => row.Result),
            Map(rows, row => row.Attempts),
            Map(rows, row => row.Silo),
            Map(rows, row => row.Seconds),
            Map(rows, row => RowChecksum.Of(sweep.Id, sweep.CellOf(row.Trial).Number, sweep.ReplicateOf(row.Trial), row)));
        await using var reader = await command.ExecuteReaderAsync();
        var added = new HashSet<long>();
        while (await reader.ReadAsync())
        {
            added.Add(sweep.TrialOf(reader.GetInt32(0), reader.GetInt64(1)));
        }

        return added;
    }

    // Compares what was there already; what was there and is damaged is replaced.
    private static async Task CompareAsync(
        NpgsqlConnection connection, Sweep sweep, long number, IReadOnlyList<TrialRow> rows, List<int> others, Commit[] commits)
    {
        var kept = new Dictionary<long, (TrialRow Row, bool IsGood)>();
        await using (var find = Command(connection, """
            SELECT cell, replicate, result, attempts, silo, seconds, checksum FROM symmetry.results
            JOIN unnest($2::integer[], $3::bigint[]) AS wanted (cell, replicate) USING (cell, replicate) WHERE sweep = $1
            """,
            number,
            Map(others, i => sweep.CellOf(rows[i].Trial).Number),
            Map(others, i => sweep.ReplicateOf(rows[i].Trial))))
        {
            await using var reader = await find.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var read = ReadRow(reader, sweep);
                kept.Add(read.Row.Trial, read);
            }
        }

        foreach (var i in others)
        {
            var (row, isGood) = kept[rows[i].Trial];
            if (isGood)
            {
                commits[i] = Commit.Compared(row, rows[i]);
                continue;
            }

            await using var delete = Command(connection,
                "DELETE FROM symmetry.results WHERE sweep = $1 AND cell = $2 AND replicate = $3",
                number, sweep.CellOf(row.Trial).Number, sweep.ReplicateOf(row.Trial));
            await delete.ExecuteNonQueryAsync();
            await InsertAsync(connection, sweep, number, [rows[i]]);
            commits[i] = new Commit(CommitKind.Repaired, rows[i]);
        }
    }

    private static async Task<(StoredPage Page, (int Cell, long Replicate)? Next)> ReadPageAsync(
        NpgsqlConnection connection, Sweep sweep, int cell, int lastCell, long replicate, int count)
    {
        await using var command = Command(connection, """
            SELECT cell, replicate, result, attempts, silo, seconds, checksum FROM symmetry.results
            WHERE sweep = (SELECT number FROM symmetry.sweeps WHERE id = $1) AND (cell, replicate) >= ($2, $3) AND cell <= $4
            ORDER BY cell, replicate LIMIT $5
            """,
            sweep.Id, cell, replicate, lastCell, count);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<TrialRow>();
        var damaged = new List<long>();
        var last = (Cell: cell, Replicate: replicate);
        while (await reader.ReadAsync())
        {
            last = (reader.GetInt32(0), reader.GetInt64(1));
            var (row, isGood) = ReadRow(reader, sweep);
            if (isGood)
            {
                rows.Add(row);
            }
            else
            {
                damaged.Add(row.Trial);
            }
        }

        var isFull = rows.Count + damaged.Count == count;
        return (new StoredPage(rows, damaged), isFull ? (last.Cell, last.Replicate + 1) : null);
    }

    private static (TrialRow Row, bool IsGood) ReadRow(NpgsqlDataReader reader, Sweep sweep)
    {
        var (cell, replicate) = (reader.GetInt32(0), reader.GetInt64(1));
        var row = new TrialRow(
            sweep.TrialOf(cell, replicate), reader.GetFieldValue<byte[]>(2), reader.GetInt32(3), reader.GetString(4), reader.GetDouble(5));
        return (row, RowChecksum.Of(sweep.Id, cell, replicate, row) == reader.GetInt64(6));
    }

    private static async Task<long> LockAsync(NpgsqlConnection connection, string id, long epoch)
    {
        await using var command = Command(connection, "SELECT number, epoch FROM symmetry.sweeps WHERE id = $1 FOR SHARE", id);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            throw Unknown(id);
        }

        return reader.GetInt64(1) == epoch
            ? reader.GetInt64(0)
            : throw new StaleCoordinatorException($"{id} has epoch {reader.GetInt64(1)}; the write came from epoch {epoch}.");
    }

    private static SweepHead ReadHead(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        (SweepStatus)reader.GetInt16(2),
        reader.GetInt64(3),
        new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero));

    private static StoreException Unknown(string id) => new($"There is no sweep {id}.");

    private static TOut[] Map<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, TOut> map)
    {
        var mapped = new TOut[items.Count];
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = map(items[i]);
        }

        return mapped;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params ReadOnlySpan<object> values)
    {
#pragma warning disable CA2100 // constants of this file
        var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task<T> GuardAsync<T>(Func<NpgsqlConnection, Task<T>> act)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            return await act(connection);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            throw new StoreException($"The database: {e.Message}");
        }
    }
}
