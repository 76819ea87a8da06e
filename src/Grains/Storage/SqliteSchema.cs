using Microsoft.Data.Sqlite;

namespace Symmetry.Grains.Storage;

/// <summary>The tables of the SQLite store, and their version.</summary>
internal static class SqliteSchema
{
    /// <summary>The version that this build writes, in <c>PRAGMA user_version</c>. Every change of a table is a new version.</summary>
    public const int Version = 4;

    private const string Tables = """
        CREATE TABLE sweeps (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            canonical TEXT NOT NULL,
            status INTEGER NOT NULL,
            trials INTEGER NOT NULL,
            submitted INTEGER NOT NULL,    -- ticks, UTC
            epoch INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE results (
            sweep INTEGER NOT NULL REFERENCES sweeps (number),
            cell INTEGER NOT NULL,
            replicate INTEGER NOT NULL,
            result BLOB NOT NULL,
            attempts INTEGER NOT NULL,
            silo TEXT NOT NULL,
            seconds REAL NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (sweep, cell, replicate)
        ) STRICT, WITHOUT ROWID;
        """;

    private const string Outcomes = "ALTER TABLE results ADD COLUMN outcomes BLOB;"; // per test image

    // Each commit adds its rows to done; a trigger takes off what is deleted, also by another program. The number of failed results of a sweep that is
    // there already is not known without reading them.
    private const string Counts = """
        ALTER TABLE sweeps ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sweeps ADD COLUMN failed INTEGER;
        ALTER TABLE sweeps ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sweeps ADD COLUMN mismatched INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sweeps ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
        UPDATE sweeps SET done = (SELECT count(*) FROM results WHERE sweep = number);
        CREATE TRIGGER deleted AFTER DELETE ON results BEGIN UPDATE sweeps SET done = done - 1 WHERE number = OLD.sweep; END;
        """;

    private const string Claims = "ALTER TABLE sweeps ADD COLUMN claims TEXT NOT NULL DEFAULT '';"; // the specification that has them

    // Step i migrates from version i to version i + 1. Never change a released step.
    private static readonly string[] Steps = [Tables, Outcomes, Counts, Claims];

    /// <summary>Creates the tables if the file is new, and migrates them if an earlier version wrote it.</summary>
    /// <exception cref="StoreFormatException">A newer version wrote the file.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        if (Check(connection) == Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var found = Check(connection);
        if (found < Version)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"{string.Concat(Steps[found..])} PRAGMA user_version = {Version};";
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>The version of the file: at most <see cref="Version"/>, and 0 if it has no tables yet.</summary>
    /// <exception cref="StoreFormatException">A newer version wrote the file.</exception>
    public static int Check(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        return found is >= 0 and <= Version
            ? found
            : throw new StoreFormatException(
                $"{connection.DataSource} was written by a newer version (format {found}; this one reads format {Version}).");
    }
}
