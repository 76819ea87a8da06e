namespace Symmetry.Grains.Storage;

/// <summary>The SQL of the PostgreSQL store; its tables are in <see cref="PostgresSchema"/>.</summary>
internal static class PostgresStatements
{
    public const string AddSweep = """
        INSERT INTO symmetry.sweeps (id, name, canonical, status, trials, submitted)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING
        """;

    public const string FindSweep = $"SELECT {Head}, canonical FROM symmetry.sweeps WHERE id = $1";

    public const string FindClaims = "SELECT claims FROM symmetry.sweeps WHERE id = $1";

    public const string SetClaims = "UPDATE symmetry.sweeps SET claims = $2 WHERE id = $1";

    public const string ListSweeps = $"SELECT {Head} FROM symmetry.sweeps ORDER BY submitted, number";

    public static readonly string TakeEpoch = $"UPDATE symmetry.sweeps SET epoch = {EpochNumbers.Next("$2")} WHERE id = $1 RETURNING epoch";

    /// <summary>Counts the rows of a sweep. A statement of its own, because one that waits for a lock does not see the rows that the other one added.</summary>
    public const string CountRows = """
        UPDATE symmetry.sweeps SET done = (SELECT count(*) FROM symmetry.results WHERE sweep = number) WHERE id = $1 AND epoch = $2 RETURNING done
        """;

    public const string FindFence = "SELECT epoch, done, status FROM symmetry.sweeps WHERE id = $1";

    public const string SetStatus = $"UPDATE symmetry.sweeps SET status = $4 {Fenced}";

    public const string SetCounts = $"UPDATE symmetry.sweeps SET failed = $4, verified = $5, mismatched = $6, lost = $7 {Fenced}";

    private const string Head = "id, name, status, trials, submitted, done, failed, verified, mismatched, lost";

    private const string Fenced = "WHERE id = $1 AND epoch = $2 AND done >= $3";

    public const string InsertRows = $"""
        WITH fence AS (
            SELECT number FROM symmetry.sweeps {Fenced} FOR NO KEY UPDATE
        ), added AS (
            INSERT INTO symmetry.results (sweep, cell, replicate, result, attempts, silo, seconds, checksum, outcomes)
            SELECT fence.number, row.* FROM fence
            CROSS JOIN unnest($4::int[], $5::bigint[], $6::bytea[], $7::int[], $8::text[], $9::float8[], $10::bigint[], $11::bytea[]) AS row
            ON CONFLICT DO NOTHING
            RETURNING cell, replicate
        )
        SELECT added.cell, added.replicate FROM fence LEFT JOIN added ON true
        """;

    public const string FindRows = """
        SELECT cell, replicate, result, attempts, silo, seconds, checksum, outcomes FROM symmetry.results
        JOIN unnest($2::int[], $3::bigint[]) AS wanted (cell, replicate) USING (cell, replicate)
        WHERE sweep = (SELECT number FROM symmetry.sweeps WHERE id = $1)
        """;

    public const string ReplaceRow = $"""
        WITH fence AS (
            SELECT number FROM symmetry.sweeps {Fenced} FOR NO KEY UPDATE
        )
        UPDATE symmetry.results SET result = $6, attempts = $7, silo = $8, seconds = $9, checksum = $10, outcomes = $11 FROM fence
        WHERE sweep = fence.number AND cell = $4 AND replicate = $5
        """;

    public const string ReadPage = """
        SELECT cell, replicate, result, attempts, silo, seconds, checksum, outcomes FROM symmetry.results
        WHERE sweep = (SELECT number FROM symmetry.sweeps WHERE id = $1) AND (cell, replicate) >= ($2, $3) AND cell <= $4
        ORDER BY cell, replicate LIMIT $5
        """;
}
