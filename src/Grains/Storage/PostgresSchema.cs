using Npgsql;

namespace Symmetry.Grains.Storage;

/// <summary>The tables of the PostgreSQL store, their version, and the migration to it.</summary>
/// <remarks>
/// All tables, also those of Orleans, are in the schema <c>symmetry</c>, whatever the account's search path. Only <c>symmetry-silo migrate</c>
/// creates them, so the silos' account does not need that permission.
/// </remarks>
public static class PostgresSchema
{
    // An arbitrary number that no other program locks: the bytes "symmetry".
    private const long Lock = 0x73796D6D65747279;

    // Step i migrates from version i to version i + 1. Never change a released step.
    private static readonly string[] Steps =
        [Tables, PostgresMembership.Tables, Outcomes, Counts, Claims, PostgresMembership.BoundAlive, PostgresMembership.VersionsByTime];

    // No foreign key from results to sweeps: a commit locks the sweep's row anyway, and checking each row would double its cost.
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

    private const string Outcomes = "ALTER TABLE symmetry.results ADD COLUMN outcomes bytea";

    private const string Claims = "ALTER TABLE symmetry.sweeps ADD COLUMN claims text NOT NULL DEFAULT ''"; // the specification that has them

    // Triggers count the rows of a sweep, so that rows deleted by another program are not counted. The number of failed results of a sweep that is
    // there already is not known without reading them.
    private const string Counts = """
        ALTER TABLE symmetry.sweeps
            ADD COLUMN done bigint NOT NULL DEFAULT 0,
            ADD COLUMN failed bigint,
            ADD COLUMN verified bigint NOT NULL DEFAULT 0,
            ADD COLUMN mismatched bigint NOT NULL DEFAULT 0,
            ADD COLUMN lost bigint NOT NULL DEFAULT 0;
        ALTER TABLE symmetry.sweeps ALTER COLUMN failed SET DEFAULT 0;
        UPDATE symmetry.sweeps SET done = (SELECT count(*) FROM symmetry.results WHERE sweep = number);
        CREATE FUNCTION symmetry.count_changed() RETURNS trigger LANGUAGE plpgsql AS $count$
        BEGIN
            UPDATE symmetry.sweeps SET done = done + counted.rows * CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
            FROM (SELECT sweep, count(*) AS rows FROM changed GROUP BY sweep) AS counted
            WHERE number = counted.sweep;
            RETURN NULL;
        END $count$;
        CREATE FUNCTION symmetry.count_none() RETURNS trigger LANGUAGE plpgsql AS $count$
        BEGIN
            UPDATE symmetry.sweeps SET done = 0;
            RETURN NULL;
        END $count$;
        CREATE TRIGGER added AFTER INSERT ON symmetry.results
            REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION symmetry.count_changed();
        CREATE TRIGGER deleted AFTER DELETE ON symmetry.results
            REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION symmetry.count_changed();
        CREATE TRIGGER truncated AFTER TRUNCATE ON symmetry.results FOR EACH STATEMENT EXECUTE FUNCTION symmetry.count_none();
        """;

    /// <summary>The version that this build reads and writes. Every change of a table is a new version.</summary>
    public static int Version => Steps.Length;

    /// <summary>Migrates a database to <see cref="Version"/>: runs all missing steps, or none.</summary>
    /// <remarks>Can be called again, and by several processes at once: they wait for each other.</remarks>
    /// <returns>The version before the migration.</returns>
    /// <exception cref="StoreFormatException">A newer version migrated the database.</exception>
    /// <exception cref="StoreException">The database does not answer or reports an error.</exception>
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

    /// <summary>Checks that a database has the tables that this build needs.</summary>
    /// <exception cref="StoreFormatException">It has none, or tables of another version.</exception>
    /// <exception cref="StoreException">The database does not answer.</exception>
    internal static async Task CheckAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var found = await ReadAsync(connection, stop);
        if (found < Version)
        {
            throw new StoreFormatException(found == 0
                ? $"The database {Name(connection)} has no tables yet. Run 'symmetry-silo migrate' first."
                : $"The database {Name(connection)} has version {found}; this silo needs version {Version}. Run 'symmetry-silo migrate' first.");
        }
    }

    // Returns 0 if the database has no tables.
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
                $"The database {Name(connection)} was migrated by a newer version (schema {found}; this silo knows schema {Version}). Upgrade this silo.");
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
