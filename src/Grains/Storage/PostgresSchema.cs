using System.Globalization;
using Npgsql;

namespace Symmetry.Grains.Storage;

/// <summary>The tables of the PostgreSQL store, the version that says which they are, and the way from any version to it.</summary>
/// <remarks>
/// The tables lie in a schema of their own, those of Orleans as well, whatever the account says of its search path. They are
/// made by <c>symmetry-silo migrate</c> only, so that the account that silos run under need not be allowed to.
/// </remarks>
public static class PostgresSchema
{
    // Any number will do, as long as nobody else locks it: the bytes "symmetry".
    private const long Lock = 0x73796D6D65747279;

    // Step i leads from version i to version i + 1. A step that was released is never changed.
    private static readonly string[] Steps = [Tables, PostgresMembership.Tables];

    // No foreign key from results to sweeps: a commit has locked the sweep's row, and a check a row would double its cost.
    private const string Tables = """
        CREATE SCHEMA symmetry;
        CREATE TABLE symmetry.version (version integer NOT NULL);
        INSERT INTO symmetry.version VALUES (0);
        CREATE TABLE symmetry.sweeps (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id text NOT NULL UNIQUE,
            name text NOT NULL,
            canonical text NOT NULL,
            status integer NOT NULL,
            trials bigint NOT NULL,
            submitted bigint NOT NULL, -- ticks, UTC
            epoch bigint NOT NULL DEFAULT 0
        );
        CREATE TABLE symmetry.results (
            sweep bigint NOT NULL,
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

    /// <summary>The version that this build reads and writes. A change of a table is a new version.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings a database to <see cref="Version"/>: all steps that are missing, or none of them.</summary>
    /// <remarks>Safe to call from several processes at once, and again: they wait for one another, and what is there stays.</remarks>
    /// <returns>The version that was found.</returns>
    /// <exception cref="StoreFormatException">The database is of a newer version.</exception>
    /// <exception cref="StoreException">The database does not answer, or refuses.</exception>
    public static async Task<int> MigrateAsync(string connectionString, CancellationToken stop)
    {
        try
        {
            await using var connection = new NpgsqlConnection(PostgresResultStore.WithDefaults(connectionString));
            await connection.OpenAsync(stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), stop);
            await ExecuteAsync(connection, "SET LOCAL search_path TO symmetry", stop);
            var found = await ReadAsync(connection, stop);
            for (var version = found; version < Version; version++)
            {
                await ExecuteAsync(connection, Steps[version], stop);
            }

            if (found < Version)
            {
                await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE symmetry.version SET version = {Version}"), stop);
            }

            await transaction.CommitAsync(stop);
            return found;
        }
        catch (Exception e) when (PostgresFaults.IsProviders(e))
        {
            throw PostgresFaults.Translate(PostgresFaults.Server(connectionString), e);
        }
    }

    /// <summary>Makes sure that a database has the tables that this build needs.</summary>
    /// <exception cref="StoreFormatException">It has none, older ones, or newer ones; the message says what to do.</exception>
    /// <exception cref="StoreException">The database does not answer.</exception>
    internal static async Task CheckAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var found = await ReadAsync(connection, stop);
        if (found < Version)
        {
            throw new StoreFormatException(found == 0
                ? $"The database {Name(connection)} has no tables yet: run symmetry-silo migrate first."
                : $"The database {Name(connection)} is of version {found}, this silo needs version {Version}: run symmetry-silo migrate first.");
        }
    }

    // The version, 0 for none.
    private static async Task<int> ReadAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('symmetry.version') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(stop) is not true)
        {
            return 0;
        }

        await using var read = new NpgsqlCommand("SELECT version FROM symmetry.version", connection);
        var found = await read.ExecuteScalarAsync(stop) as int? ?? 0;
        return found <= Version
            ? found
            : throw new StoreFormatException(
                $"The database {Name(connection)} was migrated by a newer version (schema {found}; this one knows schema {Version}): upgrade this silo.");
    }

    private static string Name(NpgsqlConnection connection) => $"{connection.Host}/{connection.Database}";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken stop)
    {
#pragma warning disable CA2100 // constants of this assembly
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(stop);
    }
}
