using Npgsql;
using NpgsqlTypes;

namespace Symmetry.Grains.Storage;

/// <summary>Sweeps and results in a PostgreSQL database, shared by all silos of a cluster.</summary>
/// <remarks>
/// <para>
/// Every write is one statement, which locks the sweep's row, compares the epoch, writes and commits. No transaction stays open
/// between two messages, so a silo that is suspended holds no lock that the next coordinator would wait for. Commits of one sweep
/// cannot deadlock, because the lock on the sweep's row orders them.
/// </para>
/// <para>
/// Every statement can be repeated. It is repeated once if a pooled connection is broken, because the server was restarted.
/// </para>
/// </remarks>
public sealed class PostgresResultStore : IResultStore, IDisposable
{

    // The user's text comes after these defaults and overrides them.
    private const string Defaults = "Timeout=5;Command Timeout=15;Keepalive=10;Maximum Pool Size=20;Timezone=UTC;Application Name=symmetry;";

    private readonly NpgsqlDataSource source;

    private PostgresResultStore(NpgsqlDataSource source) => this.source = source;

    /// <summary>Opens a database that <see cref="PostgresSchema.MigrateAsync"/> has prepared.</summary>
    /// <param name="connectionString">In Npgsql's format.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="StoreFormatException">The database does not have the tables that this build needs.</exception>
    /// <exception cref="StoreException">The database does not answer.</exception>
    public static async Task<PostgresResultStore> OpenAsync(string connectionString, CancellationToken stop = default)
    {
        var opened = NpgsqlDataSource.Create(WithDefaults(connectionString));
        try
        {
            await using var connection = await opened.OpenConnectionAsync(stop);
            await PostgresSchema.CheckAsync(connection, stop);
            return new PostgresResultStore(opened);
        }
        catch (Exception e)
        {
            await opened.DisposeAsync();
            if (PostgresFaults.IsProviders(e))
            {
                throw PostgresFaults.Translate(PostgresFaults.Server(connectionString), e);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Task<StoredSweep> AddSweepAsync(StoredSweep sweep) => RunAsync(async connection =>
    {
        await using (var add = new NpgsqlCommand(PostgresStatements.AddSweep, connection))
        {
            Add(add, sweep.Head.Id, sweep.Head.Name, sweep.Canonical, (int)sweep.Head.Status, sweep.Head.Trials, sweep.Head.Submitted.UtcTicks);
            await add.ExecuteNonQueryAsync();
        }

        return await FindAsync(connection, sweep.Head.Id) ?? throw UnknownSweep(sweep.Head.Id);
    });

    /// <inheritdoc/>
    public Task<StoredSweep?> FindSweepAsync(string id) => RunAsync(connection => FindAsync(connection, id));

    /// <inheritdoc/>
    public Task<string> FindClaimsAsync(string id) => RunAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(PostgresStatements.FindClaims, connection);
        Add(command, id);
        return await command.ExecuteScalarAsync() as string ?? "";
    });

    /// <inheritdoc/>
    public Task SetClaimsAsync(string id, string specification) => RunAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(PostgresStatements.SetClaims, connection);
        Add(command, id, specification);
        return await command.ExecuteNonQueryAsync();
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<SweepHead>> ListSweepsAsync() => RunAsync<IReadOnlyList<SweepHead>>(async connection =>
    {
        await using var command = new NpgsqlCommand(PostgresStatements.ListSweeps, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var heads = new List<SweepHead>();
        while (await reader.ReadAsync())
        {
            heads.Add(ReadHead(reader));
        }

        return heads;
    });

    /// <inheritdoc/>
    public Task<Fence> TakeEpochAsync(string id) => RunAsync(async connection =>
    {
        await using var take = new NpgsqlCommand(PostgresStatements.TakeEpoch, connection);
        Add(take, id, EpochNumbers.DrawBits());
        var epoch = await take.ExecuteScalarAsync() as long? ?? throw UnknownSweep(id);
        await using var count = new NpgsqlCommand(PostgresStatements.CountRows, connection);
        Add(count, id, epoch);
        return new Fence(epoch, await count.ExecuteScalarAsync() as long? ?? throw await BrokenAsync(connection, id, new Fence(epoch, 0)));
    });

    /// <inheritdoc/>
    public Task<SweepStatus> CheckAsync(string id, Fence fence) => RunAsync(async connection =>
    {
        var (found, status) = await FindFenceAsync(connection, id);
        return fence.Holds(found) ? status : throw fence.WhyBroken(id, found);
    });

    /// <inheritdoc/>
    public Task SetStatusAsync(string id, Fence fence, SweepStatus status) => UpdateAsync(PostgresStatements.SetStatus, id, fence, (int)status);

    /// <inheritdoc/>
    public Task SetCountsAsync(string id, Fence fence, SweepCounts counts) =>
        UpdateAsync(PostgresStatements.SetCounts, id, fence, counts.Failed, counts.Verified, counts.Mismatched, counts.Lost);

    /// <inheritdoc/>
    public Task<Commit[]> CommitAsync(Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows) => RunAsync(async connection =>
    {
        var added = await InsertAsync(connection, sweep, fence, rows);
        var stored = added.Count < rows.Count ? await FindRowsAsync(connection, sweep, [.. rows.Where(row => !added.Contains(row.Trial))]) : [];
        var commits = new Commit[rows.Count];
        for (var i = 0; i < commits.Length; i++)
        {
            var row = rows[i];
            if (added.Contains(row.Trial))
            {
                commits[i] = new Commit(CommitKind.Added, row);
            }
            else if (stored.GetValueOrDefault(row.Trial) is { Good: true } found)
            {
                commits[i] = new Commit(CommitKind.AlreadyStored, found.Row);
            }
            else
            {
                await ReplaceAsync(connection, sweep, fence, row);
                commits[i] = new Commit(CommitKind.Repaired, row);
            }
        }

        return commits;
    });

    /// <inheritdoc/>
    public Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count) =>
        RunAsync(async connection => (await ReadPageAsync(connection, sweep, cell, cell, from, count)).Page);

    /// <inheritdoc/>
    public Task<StoredPage> ReadCellsAsync(Sweep sweep, int from, int cells) => RunAsync(async connection =>
        (await ReadPageAsync(connection, sweep, from, from + cells - 1, 0, checked((int)(cells * sweep.Replicates)))).Page);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep)
    {
        // One statement per page: a slow reader holds no snapshot, and no connection that a writer needs.
        var (cell, replicate) = (0, 0L);
        while (true)
        {
            var start = (cell, replicate);
            var (page, next) = await RunAsync(connection =>
                ReadPageAsync(connection, sweep, start.cell, sweep.Cells.Length - 1, start.replicate, StoredPage.RowsOf(sweep)));
            yield return page;
            if (next is not { } more)
            {
                yield break;
            }

            (cell, replicate) = more;
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => source.Dispose();

    /// <summary>Adds our defaults to a connection string.</summary>
    internal static string WithDefaults(string connectionString) => Defaults + connectionString;

    // Returns the trials that had no result before.
    private static async Task<HashSet<long>> InsertAsync(NpgsqlConnection connection, Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows)
    {
        await using var insert = new NpgsqlCommand(PostgresStatements.InsertRows, connection);
        Add(insert, sweep.Id, fence.Epoch, fence.Rows);
        var places = Places(sweep, rows);
        AddArray(insert, NpgsqlDbType.Integer, Array.ConvertAll(places, place => place.Cell));
        AddArray(insert, NpgsqlDbType.Bigint, Array.ConvertAll(places, place => place.Replicate));
        AddArray(insert, NpgsqlDbType.Bytea, rows.Select(row => row.Result).ToArray());
        AddArray(insert, NpgsqlDbType.Integer, rows.Select(row => row.Attempts).ToArray());
        AddArray(insert, NpgsqlDbType.Text, rows.Select(row => row.Silo).ToArray());
        AddArray(insert, NpgsqlDbType.Double, rows.Select(row => row.Seconds).ToArray());
        AddArray(insert, NpgsqlDbType.Bigint, places.Select((place, i) => RowChecksum.Compute(sweep.Id, place.Cell, place.Replicate, rows[i])).ToArray());
        AddArray(insert, NpgsqlDbType.Bytea, rows.Select(row => row.Outcomes).ToArray());

        var added = new HashSet<long>(rows.Count);
        await using (var reader = await insert.ExecuteReaderAsync())
        {
            if (reader.HasRows)
            {
                while (await reader.ReadAsync())
                {
                    if (!reader.IsDBNull(0))
                    {
                        added.Add(sweep.TrialOf(reader.GetInt32(0), reader.GetInt64(1)));
                    }
                }

                return added;
            }
        }

        throw await BrokenAsync(connection, sweep.Id, fence);
    }

    private static async Task<Dictionary<long, (TrialRow Row, bool Good)>> FindRowsAsync(NpgsqlConnection connection, Sweep sweep, TrialRow[] rows)
    {
        await using var find = new NpgsqlCommand(PostgresStatements.FindRows, connection);
        Add(find, sweep.Id);
        var places = Places(sweep, rows);
        AddArray(find, NpgsqlDbType.Integer, Array.ConvertAll(places, place => place.Cell));
        AddArray(find, NpgsqlDbType.Bigint, Array.ConvertAll(places, place => place.Replicate));
        var found = new Dictionary<long, (TrialRow, bool)>(rows.Length);
        await using var reader = await find.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var read = ReadRow(reader, sweep);
            found.Add(read.Row.Trial, read);
        }

        return found;
    }

    private static async Task ReplaceAsync(NpgsqlConnection connection, Sweep sweep, Fence fence, TrialRow row)
    {
        await using var replace = new NpgsqlCommand(PostgresStatements.ReplaceRow, connection);
        var (cell, replicate) = (sweep.CellOf(row.Trial).Number, sweep.ReplicateOf(row.Trial));
        Add(
            replace, sweep.Id, fence.Epoch, fence.Rows, cell, replicate, row.Result, row.Attempts, row.Silo, row.Seconds,
            RowChecksum.Compute(sweep.Id, cell, replicate, row));
        replace.Parameters.Add(new NpgsqlParameter { Value = row.Outcomes is { } outcomes ? outcomes : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        if (await replace.ExecuteNonQueryAsync() == 0)
        {
            throw await BrokenAsync(connection, sweep.Id, fence);
        }
    }

    private static async Task<(StoredPage Page, (int Cell, long Replicate)? Next)> ReadPageAsync(
        NpgsqlConnection connection, Sweep sweep, int cell, int lastCell, long replicate, int count)
    {
        await using var command = new NpgsqlCommand(PostgresStatements.ReadPage, connection);
        Add(command, sweep.Id, cell, replicate, lastCell, count);
        var (rows, damaged, last) = (new List<TrialRow>(), new List<long>(), (cell, replicate));
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            last = (reader.GetInt32(0), reader.GetInt64(1));
            if (last.cell >= sweep.Cells.Length || last.replicate >= sweep.Replicates)
            {
                throw new StoreException($"{sweep.Id} has a row at cell {last.cell}, replicate {last.replicate}, but the sweep has no such trial.");
            }

            var (row, good) = ReadRow(reader, sweep);
            if (good)
            {
                rows.Add(row);
            }
            else
            {
                damaged.Add(row.Trial);
            }
        }

        var full = rows.Count + damaged.Count == count;
        return (new StoredPage(rows, damaged), full ? (last.cell, last.replicate + 1) : null);
    }

    private static (TrialRow Row, bool Good) ReadRow(NpgsqlDataReader reader, Sweep sweep)
    {
        var (cell, replicate) = (reader.GetInt32(0), reader.GetInt64(1));
        var row = new TrialRow(sweep.TrialOf(cell, replicate), reader.GetFieldValue<byte[]>(2), reader.GetInt32(3), reader.GetString(4), reader.GetDouble(5))
        {
            Outcomes = reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7),
        };
        return (row, RowChecksum.Compute(sweep.Id, cell, replicate, row) == reader.GetInt64(6));
    }

    private static async Task<StoredSweep?> FindAsync(NpgsqlConnection connection, string id)
    {
        await using var command = new NpgsqlCommand(PostgresStatements.FindSweep, connection);
        Add(command, id);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new StoredSweep(ReadHead(reader), reader.GetString(10)) : null;
    }

    private static SweepHead ReadHead(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        (SweepStatus)reader.GetInt32(2),
        reader.GetInt64(3),
        new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero))
    {
        Stored = reader.GetInt64(5),
        Failed = reader.IsDBNull(6) ? null : reader.GetInt64(6),
        Verified = reader.GetInt64(7),
        Mismatched = reader.GetInt64(8),
        Lost = reader.GetInt64(9),
    };

    private static async Task<(Fence Found, SweepStatus Status)> FindFenceAsync(NpgsqlConnection connection, string id)
    {
        await using var command = new NpgsqlCommand(PostgresStatements.FindFence, connection);
        Add(command, id);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (new Fence(reader.GetInt64(0), reader.GetInt64(1)), (SweepStatus)reader.GetInt32(2)) : default;
    }

    // Why a write changed nothing.
    private static async Task<Exception> BrokenAsync(NpgsqlConnection connection, string id, Fence fence) =>
        fence.WhyBroken(id, (await FindFenceAsync(connection, id)).Found);

    private static StoreException UnknownSweep(string id) => new($"Unknown sweep '{id}'.");

    private static (int Cell, long Replicate)[] Places(Sweep sweep, IReadOnlyList<TrialRow> rows) =>
        [.. rows.Select(row => (sweep.CellOf(row.Trial).Number, sweep.ReplicateOf(row.Trial)))];

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }

    private static void AddArray<T>(NpgsqlCommand command, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });

    private Task<int> UpdateAsync(string statement, string id, Fence fence, params object[] values) => RunAsync(async connection =>
    {
#pragma warning disable CA2100 // a constant of PostgresStatements
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        Add(command, [id, fence.Epoch, fence.Rows, .. values]);
        return await command.ExecuteNonQueryAsync() == 1 ? 1 : throw await BrokenAsync(connection, id, fence);
    });

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> action)
    {
        for (var repeated = false; ; repeated = true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return await action(connection);
            }
            catch (Exception e) when (!repeated && PostgresFaults.IsBrokenConnection(e))
            {
                // All other connections in the pool are broken as well.
                source.Clear();
            }
            catch (Exception e) when (PostgresFaults.IsProviders(e))
            {
                throw PostgresFaults.Translate("The cluster's store", e);
            }
        }
    }
}
