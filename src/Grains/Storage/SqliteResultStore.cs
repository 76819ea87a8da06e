using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Storage;

/// <summary>Sweeps and results in one SQLite file.</summary>
/// <remarks>
/// <para>
/// Write-ahead log, so that readers and the writer do not wait for each other, also across processes; synchronous = FULL, so
/// that an acknowledged result survives a power cut and not only a crash of the process: it costs one flush a commit, and
/// there are a few commits a second. Connections are not pooled: a pooled one keeps a failure for ever.
/// </para>
/// <para>All writes run on one thread (<see cref="SqliteWorkerThread{T}"/>), grouped into transactions; each read has a connection of its own.</para>
/// </remarks>
public sealed class SqliteResultStore : IResultStore, IDisposable
{
    private const int PageRows = 4096;
    private const int MaxWritesTogether = 64;

    private readonly string readConnection;
    private readonly SqliteWriter? writer;

    private SqliteResultStore(string readConnection, SqliteWriter? writer)
    {
        this.readConnection = readConnection;
        this.writer = writer;
    }

    /// <summary>Opens a file for reading and writing; makes it if it is not there.</summary>
    /// <exception cref="StoreFormatException">The file is no store, or one of a newer version.</exception>
    /// <exception cref="StoreException">The file cannot be opened or written.</exception>
    public static SqliteResultStore Open(string path) => Guard(path, () =>
    {
        return new SqliteResultStore(ConnectionText(path, SqliteOpenMode.ReadOnly), new SqliteWriter(path, MaxWritesTogether));
    });

    /// <summary>Opens an existing file for reading only, whoever writes it meanwhile.</summary>
    /// <exception cref="StoreFormatException">The file is no store, or one of a newer version.</exception>
    /// <exception cref="StoreException">The file cannot be opened.</exception>
    public static SqliteResultStore OpenToRead(string path) => Guard(path, () =>
    {
        foreach (var text in (string[])[ConnectionText(path, SqliteOpenMode.ReadOnly), ImmutableText(path)])
        {
            try
            {
                using var connection = Connect(text);
                return SqliteSchema.Check(connection) != 0
                    ? new SqliteResultStore(text, writer: null)
                    : throw new StoreFormatException($"{path} holds no sweeps yet.");
            }
            catch (SqliteException e) when (e.SqliteErrorCode == 14 && text != ImmutableText(path))
            {
                // A log-mode file in a folder that cannot be written is readable only when nobody can be writing it.
            }
        }

        throw new StoreException($"{path} cannot be opened.");
    });

    /// <inheritdoc/>
    public Task<StoredSweep> AddSweepAsync(StoredSweep sweep) => Writer.AddSweepAsync(sweep);

    /// <inheritdoc/>
    public Task<StoredSweep?> FindSweepAsync(string id) => ReadAsync(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, name, status, trials, submitted, canonical FROM sweeps WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new StoredSweep(ReadHead(reader), reader.GetString(5)) : null;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<SweepHead>> ListSweepsAsync() => ReadAsync<IReadOnlyList<SweepHead>>(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, name, status, trials, submitted FROM sweeps ORDER BY submitted, number";
        using var reader = command.ExecuteReader();
        var heads = new List<SweepHead>();
        while (reader.Read())
        {
            heads.Add(ReadHead(reader));
        }

        return heads;
    });

    /// <inheritdoc/>
    public Task<long> TakeEpochAsync(string id) => Writer.TakeEpochAsync(id);

    /// <inheritdoc/>
    public Task CheckEpochAsync(string id, long epoch) => ReadAsync(connection => SqliteWriter.CheckEpoch(connection, id, epoch));

    /// <inheritdoc/>
    public Task SetStatusAsync(string id, long epoch, SweepStatus status) => Writer.SetStatusAsync(id, epoch, status);

    /// <inheritdoc/>
    public Task<Commit[]> CommitAsync(Sweep sweep, long epoch, IReadOnlyList<TrialRow> rows) => Writer.CommitAsync(sweep, epoch, rows);

    /// <inheritdoc/>
    public Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count) =>
        ReadAsync(connection => ReadPage(connection, sweep, cell, cell, from, count).Page);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep)
    {
        // A page a connection: a reader that stays would keep the log from being folded into the file. The next page is read
        // while the caller has this one.
        var coming = PageAsync(0, 0);
        while (true)
        {
            var (page, next) = await coming;
            if (next is { } more)
            {
                coming = PageAsync(more.Cell, more.Replicate);
            }

            yield return page;
            if (next is null)
            {
                yield break;
            }
        }

        Task<(StoredPage Page, (int Cell, long Replicate)? Next)> PageAsync(int cell, long replicate) => ReadAsync(
            connection => ReadPage(connection, sweep, cell, sweep.Cells.Length - 1, replicate, PageRows), nameof(ReadAllAsync));
    }

    /// <summary>Writes what is queued and closes the file.</summary>
    public void Dispose() => writer?.Dispose();

    private SqliteWriter Writer => writer ?? throw new StoreException("The store is open for reading only.");

    /// <summary>Opens a connection.</summary>
    internal static SqliteConnection Connect(string text)
    {
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The text that opens a file.</summary>
    internal static string ConnectionText(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 10 }.ToString();

    /// <summary>What a provider's error is to a caller.</summary>
    internal static Exception Translate(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        26 => new StoreFormatException($"{path} is not a store of sweeps."),
        11 => new StoreException($"{path} is damaged: {e.Message}"),
        13 => new StoreException($"{path} cannot grow: the disk is full."),
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

    private static SweepHead ReadHead(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        (SweepStatus)reader.GetInt32(2),
        reader.GetInt64(3),
        new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero));

    private static (StoredPage Page, (int Cell, long Replicate)? Next) ReadPage(
        SqliteConnection connection, Sweep sweep, int cell, int lastCell, long replicate, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT {SqliteRows.Columns} FROM results
            WHERE sweep = (SELECT number FROM sweeps WHERE id = $id) AND (cell, replicate) >= ($cell, $replicate) AND cell <= $last
            ORDER BY cell, replicate LIMIT $count
            """;
        command.Parameters.AddWithValue("$id", sweep.Id);
        command.Parameters.AddWithValue("$cell", cell);
        command.Parameters.AddWithValue("$replicate", replicate);
        command.Parameters.AddWithValue("$last", lastCell);
        command.Parameters.AddWithValue("$count", count);
        using var reader = command.ExecuteReader();
        var rows = new List<TrialRow>();
        var damaged = new List<long>();
        var all = new SqliteRows(sweep);
        var last = (Cell: cell, Replicate: replicate);
        while (reader.Read())
        {
            (last.Cell, last.Replicate, var row, var good) = all.Read(reader);
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
        return (new StoredPage(rows, damaged), full ? (last.Cell, last.Replicate + 1) : null);
    }

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, [CallerMemberName] string what = "")
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
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"{what}: {e.Message}"));
        }
    }
}
