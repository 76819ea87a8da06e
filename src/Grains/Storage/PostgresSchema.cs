using System.Globalization;
using Npgsql;

namespace Symmetry.Grains.Storage;

/// <summary>The tables of the PostgreSQL store, in a schema of their own, and the version that says which they are.</summary>
public static class PostgresSchema
{
    /// <summary>The version that this build reads and writes. A change of a table is a new version.</summary>
    public const int Version = 1;

    // Any number that no other program on the database is likely to lock.
    private const long Lock = 0x53594D4D45545259;

    private const string Tables = """
        CREATE TABLE symmetry.sweeps (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id text NOT NULL UNIQUE,
            name text NOT NULL,
            canonical text NOT NULL,
            status smallint NOT NULL,
            trials bigint NOT NULL,
            submitted bigint NOT NULL,    -- ticks, UTC
            epoch bigint NOT NULL DEFAULT 0
        );
        CREATE TABLE symmetry.results (
            sweep bigint NOT NULL REFERENCES symmetry.sweeps (number),
            cell integer NOT NULL,
            replicate bigint NOT NULL,
            result bytea NOT NULL,
            attempts integer NOT NULL,
            silo text NOT NULL,
            seconds double precision NOT NULL,
            checksum bigint NOT NULL,
            PRIMARY KEY (sweep, cell, replicate)
        );
        """;

    /// <summary>Makes the tables, if they are not there. May be called by many at once, and again.</summary>
    /// <exception cref="StoreFormatException">The tables are of a newer version.</exception>
    public static async Task MigrateAsync(NpgsqlDataSource source, CancellationToken stop = default)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock.ToString(CultureInfo.InvariantCulture)})", stop);
        if (await FindAsync(connection, stop) == 0)
        {
            await ExecuteAsync(connection, $"""
                CREATE SCHEMA IF NOT EXISTS symmetry;
                CREATE TABLE symmetry.version (version integer NOT NULL);
                INSERT INTO symmetry.version VALUES ({Version.ToString(CultureInfo.InvariantCulture)});
                {Tables}
                """, stop);
        }

        await transaction.CommitAsync(stop);
    }

    /// <summary>Finds out whether the tables are there and of this version.</summary>
    /// <exception cref="StoreFormatException">They are not; the message says what to do.</exception>
    public static async Task CheckAsync(NpgsqlDataSource source, CancellationToken stop = default)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        if (await FindAsync(connection, stop) == 0)
        {
            throw new StoreFormatException($"The database {connection.Database} has no tables for sweeps; symmetry-silo migrate makes them.");
        }
    }

    private static async Task<int> FindAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('symmetry.version') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(stop) is not true)
        {
            return 0;
        }

        await using var read = new NpgsqlCommand("SELECT max(version) FROM symmetry.version", connection);
        var found = Convert.ToInt32(await read.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
        return found == Version
            ? found
            : throw new StoreFormatException(
                $"The database {connection.Database} was written by a newer version (format {found}; this one reads format {Version}).");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken stop)
    {
#pragma warning disable CA2100 // constants of this file
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(stop);
    }
}
