using Microsoft.Data.Sqlite;

namespace Symmetry.Grains.Storage;

/// <summary>Sweeps and results in one SQLite file.</summary>
/// <remarks>
/// <para>
/// A write-ahead log lets readers and the writer work at the same time, also in different processes. With synchronous = FULL an
/// acknowledged result survives a power failure; it costs one flush per commit, and there are a few commits per second.
/// Connections are not pooled, because a pooled connection keeps a failure forever.
/// </para>
/// <para>All writes run on one thread (<see cref="SqliteWorkerThread{T}"/>), grouped into transactions. Each read opens its own connection.</para>
/// </remarks>
public sealed class SqliteResultStore : IResultStore, IDisposable
{
    /// <summary>SQLite's error code for a damaged file.</summary>
    internal const int Damaged = 11;

    private const int MaxWritesPerTransaction = 64;

    private readonly string path;
    private readonly string readConnection;
    private readonly SqliteWriter? writer;
    private readonly int version;

    private SqliteResultStore(string path, string readConnection, SqliteWriter? writer, int version = SqliteSchema.Version)
    {
        this.path = path;
        this.readConnection = readConnection;
        this.writer = writer;
        this.version = version;
    }

    /// <summary>Opens a file for reading and writing; creates it if it does not exist.</summary>
    /// <exception cref="StoreFormatException">The file is not a store, or a newer version wrote it.</exception>
    /// <exception cref="StoreException">The file cannot be opened or written.</exception>
    public static SqliteResultStore Open(string path) => Guard(path, () =>
        new SqliteResultStore(path, ConnectionText(path, SqliteOpenMode.ReadOnly), new SqliteWriter(path, MaxWritesPerTransaction)));

    /// <summary>Opens an existing file for reading only. Another process may be writing to it.</summary>
    /// <exception cref="StoreFormatException">The file is not a store, or a newer version wrote it.</exception>
    /// <exception cref="StoreException">The file cannot be opened.</exception>
    public static SqliteResultStore OpenToRead(string path) => Guard(path, () =>
    {
        foreach (var text in (string[])[ConnectionText(path, SqliteOpenMode.ReadOnly), ImmutableText(path)])
        {
            try
            {
                using var connection = Connect(text);
                return SqliteSchema.Check(connection) is > 0 and var version
                    ? new SqliteResultStore(path, text, writer: null, version)
                    : throw new StoreFormatException($"{path} holds no sweeps yet.");
            }
            catch (SqliteException e) when (e.SqliteErrorCode == 14 && text != ImmutableText(path))
            {
                // In a read-only folder, a file with a write-ahead log can be opened only as immutable.
            }
        }

        throw new StoreException($"{path} cannot be opened.");
    });

    /// <summary>Why the file could not be written at the last attempt, such as a full disk, or that a part of it is damaged; <c>null</c> if neither.</summary>
    public string? WriteFailure => writer?.Failure;

    /// <inheritdoc/>
    public Task<StoredSweep> AddSweepAsync(StoredSweep sweep) => Writer.AddSweepAsync(sweep);

    /// <inheritdoc/>
    public Task<StoredSweep?> FindSweepAsync(string id) => ReadAsync(connection =>
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of SqliteStatements
        command.CommandText = SqliteStatements.FindSweep(version);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        return reader.Read() ? SqliteRows.ReadSweep(reader) : null;
    });

    /// <inheritdoc/>
    public Task<string> FindClaimsAsync(string id) => ReadAsync(connection =>
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of SqliteStatements
        command.CommandText = SqliteStatements.FindClaims(version);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteScalar() as string ?? "";
    });

    /// <inheritdoc/>
    public Task SetClaimsAsync(string id, string specification) => Writer.SetClaimsAsync(id, specification);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SweepHead>> ListSweepsAsync() => ReadAsync<IReadOnlyList<SweepHead>>(connection =>
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of SqliteStatements
        command.CommandText = SqliteStatements.ListSweeps(version);
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var heads = new List<SweepHead>();
        while (reader.Read())
        {
            heads.Add(SqliteRows.ReadHead(reader));
        }

        return heads;
    });

    /// <inheritdoc/>
    public Task<Fence> TakeEpochAsync(string id) => Writer.TakeEpochAsync(id);

    /// <inheritdoc/>
    public Task<SweepStatus> CheckAsync(string id, Fence fence) => ReadAsync(connection => SqliteWriter.Check(connection, id, fence).Status);

    /// <inheritdoc/>
    public Task SetStatusAsync(string id, Fence fence, SweepStatus status) => Writer.SetStatusAsync(id, fence, status);

    /// <inheritdoc/>
    public Task SetCountsAsync(string id, Fence fence, SweepCounts counts) => Writer.SetCountsAsync(id, fence, counts);

    /// <inheritdoc/>
    public Task<Commit[]> CommitAsync(Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows) => Writer.CommitAsync(sweep, fence, rows);

    /// <inheritdoc/>
    public Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count) =>
        ReadAsync(connection => ReadPage(connection, sweep, cell, cell, from, count).Page);

    /// <inheritdoc/>
    public Task<StoredPage> ReadCellsAsync(Sweep sweep, int from, int cells) =>
        ReadAsync(connection => ReadPage(connection, sweep, from, from + cells - 1, 0, checked((int)(cells * sweep.Replicates))).Page);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep)
    {
        var left = (await FindSweepAsync(sweep.Id))?.Head.Stored;

        // One connection per page: an open reader would keep the log from being merged into the file. The next page is read
        // while the caller processes this one.
        var pending = PageAsync(0, 0);
        while (true)
        {
            var (page, next) = await pending;
            left -= page.Rows.Count + page.Damaged.Count;
            if (next is { } more)
            {
                pending = PageAsync(more.Cell, more.Replicate);
            }

            yield return page;
            if (next is null)
            {
                if (left > 0)
                {
                    // A wrong pointer can hide rows that are counted.
                    await ReadAsync(connection =>
                    {
                        CheckPages(connection);
                        return true;
                    });
                }

                yield break;
            }
        }

        Task<(StoredPage Page, (int Cell, long Replicate)? Next)> PageAsync(int cell, long replicate) => ReadAsync(
            connection => ReadPage(connection, sweep, cell, sweep.Cells.Length - 1, replicate, StoredPage.RowsOf(sweep)));
    }

    /// <summary>Completes queued writes and closes the file.</summary>
    public void Dispose() => writer?.Dispose();

    private SqliteWriter Writer => writer ?? throw new StoreException("The store is read-only.");

    /// <summary>Opens a connection.</summary>
    internal static SqliteConnection Connect(string text)
    {
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();

            // Otherwise a damaged page may give other rows, or fewer, without an error.
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA cell_size_check = ON";
            check.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole file and checks its structure. For when something is wrong: it takes about a second per gigabyte.</summary>
    /// <exception cref="SqliteException">The file is damaged.</exception>
    internal static void CheckPages(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        var found = (string)command.ExecuteScalar()!;
        if (found != "ok")
        {
            throw new SqliteException($"integrity_check finds: {found.ReplaceLineEndings(" ")}.", Damaged);
        }
    }

    /// <summary>The connection string for a file.</summary>
    internal static string ConnectionText(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 10 }.ToString();

    /// <summary>Translates an error of the provider into one of ours.</summary>
    internal static Exception Translate(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        26 => new StoreFormatException($"{path} is not a store of sweeps."),
        Damaged => new StoreException($"{path} is damaged: {e.Message}"),
        13 => new StoreException($"{path} cannot be written: the disk is full."),
        _ => new StoreException($"{path}: {e.Message}"),
    };

    private static string ImmutableText(string path) =>
        ConnectionText($"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", SqliteOpenMode.ReadOnly);

    private static T Guard<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException e)
        {
            throw Translate(path, e);
        }
    }

    private (StoredPage Page, (int Cell, long Replicate)? Next) ReadPage(
        SqliteConnection connection, Sweep sweep, int cell, int lastCell, long replicate, int count)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of SqliteStatements
        command.CommandText = SqliteStatements.ReadPage(version);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$id", sweep.Id);
        command.Parameters.AddWithValue("$cell", cell);
        command.Parameters.AddWithValue("$replicate", replicate);
        command.Parameters.AddWithValue("$last", lastCell);
        command.Parameters.AddWithValue("$count", count);
        using var reader = command.ExecuteReader();
        var rows = new List<TrialRow>();
        var damaged = new List<long>();
        var results = new SqliteRows(sweep);
        var last = (Cell: cell, Replicate: replicate - 1);
        while (reader.Read())
        {
            var (nextCell, nextReplicate, row, good) = results.Read(reader);
            if (nextCell < last.Cell || (nextCell == last.Cell && nextReplicate <= last.Replicate))
            {
                throw new SqliteException("rows are out of order, because a key is damaged.", Damaged);
            }

            last = (nextCell, nextReplicate);
            if (good)
            {
                rows.Add(row);
            }
            else
            {
                damaged.Add(row.Trial);
            }
        }

        if (damaged.Count > 0)
        {
            // The row itself can be repaired, but not a wrong pointer to it.
            CheckPages(connection);
        }

        var full = rows.Count + damaged.Count == count;
        return (new StoredPage(rows, damaged), full ? (last.Cell, last.Replicate + 1) : null);
    }

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            return await Task.Run(() =>
            {
                using var connection = Connect(readConnection);
                return read(connection);
            });
        }
        catch (SqliteException e)
        {
            writer?.Report(e);
            throw new StoreException(Translate(path, e).Message);
        }
    }
}
