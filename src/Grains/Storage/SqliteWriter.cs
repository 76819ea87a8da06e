using Microsoft.Data.Sqlite;

namespace Symmetry.Grains.Storage;

/// <summary>The writing connection of a SQLite store, on its own thread.</summary>
/// <remarks>
/// A group of writes is one transaction. If it fails, each write is tried in its own transaction, so that a bad write fails alone.
/// A write completes only after its transaction is committed.
/// </remarks>
internal sealed class SqliteWriter : IDisposable
{
    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly SqliteWorkerThread<Write> thread;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand find;
    private readonly SqliteCommand replace;
    private volatile string? failure;
    private volatile string? damage;

    public SqliteWriter(string path, int maxWrites)
    {
        this.path = path;
        connection = SqliteResultStore.Connect(SqliteResultStore.ConnectionText(path, SqliteOpenMode.ReadWriteCreate));
        try
        {
            Execute("PRAGMA busy_timeout = 10000");
            SqliteSchema.Check(connection);
            Execute("PRAGMA journal_mode = WAL");
            Execute("PRAGMA synchronous = FULL");
            SqliteSchema.Prepare(connection);
            insert = RowCommand(SqliteStatements.InsertRow);
            replace = RowCommand(SqliteStatements.ReplaceRow);
            find = Command(SqliteStatements.FindRow, "$sweep", "$cell", "$replicate");
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        thread = new SqliteWorkerThread<Write>("store", maxWrites, Run);
    }

    /// <summary>Why the file could not be written at the last attempt, or that a part of it is damaged; <c>null</c> if neither.</summary>
    public string? Failure => damage ?? failure;

    /// <summary>Remembers damage. Writes to other parts of the file may succeed, but the sweep would never end.</summary>
    public void Report(SqliteException e)
    {
        if (e.SqliteErrorCode == SqliteResultStore.Damaged)
        {
            damage = SqliteResultStore.Translate(path, e).Message;
        }
    }

    public Task<StoredSweep> AddSweepAsync(StoredSweep sweep) => EnqueueAsync(() =>
    {
        using var add = Command(SqliteStatements.AddSweep);
        add.Parameters.AddWithValue("$id", sweep.Head.Id);
        add.Parameters.AddWithValue("$name", sweep.Head.Name);
        add.Parameters.AddWithValue("$canonical", sweep.Canonical);
        add.Parameters.AddWithValue("$status", (int)sweep.Head.Status);
        add.Parameters.AddWithValue("$trials", sweep.Head.Trials);
        add.Parameters.AddWithValue("$submitted", sweep.Head.Submitted.UtcTicks);
        add.ExecuteNonQuery();
        using var read = Command(SqliteStatements.FindSweep(SqliteSchema.Version));
        read.Parameters.AddWithValue("$id", sweep.Head.Id);
        using var reader = read.ExecuteReader();
        reader.Read();
        return SqliteRows.ReadSweep(reader);
    });

    public Task SetClaimsAsync(string id, string specification) => EnqueueAsync(() =>
    {
        using var command = Command(SqliteStatements.SetClaims);
        command.Parameters.AddWithValue("$claims", specification);
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteNonQuery();
    });

    public Task<Fence> TakeEpochAsync(string id) => EnqueueAsync(() =>
    {
        var rows = CountRows(id);
        using var command = Command(SqliteStatements.TakeEpoch);
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$done", rows);
        command.Parameters.AddWithValue("$bits", EpochNumbers.DrawBits());
        return new Fence((long)command.ExecuteScalar()!, rows);
    });

    public Task SetCountsAsync(string id, Fence fence, SweepCounts counts) => EnqueueAsync(() =>
    {
        Check(connection, id, fence);
        using var command = Command(SqliteStatements.SetCounts);
        command.Parameters.AddWithValue("$failed", counts.Failed);
        command.Parameters.AddWithValue("$verified", counts.Verified);
        command.Parameters.AddWithValue("$mismatched", counts.Mismatched);
        command.Parameters.AddWithValue("$lost", counts.Lost);
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteNonQuery();
    });

    public Task SetStatusAsync(string id, Fence fence, SweepStatus status) => EnqueueAsync(() =>
    {
        Check(connection, id, fence);
        using var command = Command(SqliteStatements.SetStatus);
        command.Parameters.AddWithValue("$status", (int)status);
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteNonQuery();
    });

    public Task<Commit[]> CommitAsync(Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows) => EnqueueAsync(() =>
    {
        var (number, _) = Check(connection, sweep.Id, fence);
        var commits = new Commit[rows.Count];
        for (var i = 0; i < commits.Length; i++)
        {
            commits[i] = Add(sweep, number, rows[i]);
        }

        // Not by a trigger, which would run once per row.
        using var count = Command(SqliteStatements.CountAdded);
        count.Parameters.AddWithValue("$added", commits.Count(commit => commit.Kind is CommitKind.Added));
        count.Parameters.AddWithValue("$number", number);
        count.ExecuteNonQuery();

        return commits;
    });

    public void Dispose()
    {
        thread.Dispose();
        insert.Dispose();
        replace.Dispose();
        find.Dispose();
        connection.Dispose();
    }

    private long CountRows(string id)
    {
        using var command = Command(SqliteStatements.FindCounts);
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            throw new StoreException($"Unknown sweep '{id}'.");
        }

        var (done, counted) = (reader.GetInt64(0), reader.GetInt64(1));
        if (done != counted)
        {
            // Each commit and each deletion keeps them equal.
            SqliteResultStore.CheckPages(connection);
        }

        return counted;
    }

    private Commit Add(Sweep sweep, long number, TrialRow row)
    {
        var cell = sweep.CellOf(row.Trial).Number;
        var replicate = sweep.ReplicateOf(row.Trial);
        if (Execute(insert) == 1)
        {
            return new Commit(CommitKind.Added, row);
        }

        find.Parameters[0].Value = number;
        find.Parameters[1].Value = cell;
        find.Parameters[2].Value = replicate;
        TrialRow kept;
        bool good;
        using (var reader = find.ExecuteReader())
        {
            if (!reader.Read())
            {
                throw new SqliteException("a stored row cannot be found.", SqliteResultStore.Damaged);
            }

            (_, _, kept, good) = new SqliteRows(sweep).Read(reader);
        }

        if (!good)
        {
            Execute(replace);
            return new Commit(CommitKind.Repaired, row);
        }

        return new Commit(CommitKind.AlreadyStored, kept);

        int Execute(SqliteCommand command)
        {
            var values = command.Parameters;
            values[0].Value = number;
            values[1].Value = cell;
            values[2].Value = replicate;
            values[3].Value = row.Result;
            values[4].Value = row.Attempts;
            values[5].Value = row.Silo;
            values[6].Value = row.Seconds;
            values[7].Value = RowChecksum.Compute(sweep.Id, cell, replicate, row);
            values[8].Value = row.Outcomes is { } outcomes ? outcomes : DBNull.Value;
            return command.ExecuteNonQuery();
        }
    }

    /// <summary>Checks that a fence holds.</summary>
    /// <returns>The number and the status of the sweep.</returns>
    /// <exception cref="StaleCoordinatorException">The epoch is not the current one.</exception>
    /// <exception cref="MissingRowsException">Rows are gone.</exception>
    internal static (long Number, SweepStatus Status) Check(SqliteConnection connection, string id, Fence fence)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqliteStatements.FindFence;
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        var found = reader.Read() ? new Fence(reader.GetInt64(1), reader.GetInt64(2)) : default;
        return fence.Holds(found) ? (reader.GetInt64(0), (SweepStatus)reader.GetInt32(3)) : throw fence.WhyBroken(id, found);
    }

    private Task<T> EnqueueAsync<T>(Func<T> action)
    {
        var write = new Write<T>(action);
        thread.Add(write);
        return write.Task;
    }

    private void Run(IReadOnlyList<Write> writes)
    {
        if (TryCommit(writes) || writes.Count == 1)
        {
            return;
        }

        foreach (var write in writes)
        {
            TryCommit([write]);
        }
    }

    // Commits all writes and completes them, or none. If a single write fails, it completes with the exception.
    private bool TryCommit(IReadOnlyList<Write> writes)
    {
        try
        {
            Execute("BEGIN IMMEDIATE");
            foreach (var write in writes)
            {
                write.Run();
            }

            Execute("COMMIT");
        }
#pragma warning disable CA1031 // every failure goes to the caller of the write
        catch (Exception e)
#pragma warning restore CA1031
        {
            RollBack();
            if (writes.Count == 1)
            {
                writes[0].Fail(e is SqliteException sqlite ? Translate(sqlite) : e);
            }

            return false;
        }

        failure = null;
        foreach (var write in writes)
        {
            write.Succeed();
        }

        return true;
    }

    private Exception Translate(SqliteException e)
    {
        Report(e);
        var translated = SqliteResultStore.Translate(path, e);
        failure = translated.Message;
        return translated;
    }

    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // No transaction is open: BEGIN failed, or SQLite has rolled back already.
        }
    }

    private SqliteCommand RowCommand(string text) =>
        Command(text, "$sweep", "$cell", "$replicate", "$result", "$attempts", "$silo", "$seconds", "$checksum", "$outcomes");

    private SqliteCommand Command(string text, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of SqliteStatements
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }

    private void Execute(string text)
    {
        using var command = Command(text);
        command.ExecuteNonQuery();
    }

    private abstract class Write
    {
        public abstract void Run();

        public abstract void Succeed();

        public abstract void Fail(Exception e);
    }

    private sealed class Write<T>(Func<T> action) : Write
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Task => completion.Task;

        public override void Run() => result = action();

        public override void Succeed() => completion.SetResult(result);

        public override void Fail(Exception e) => completion.SetException(e);
    }
}
