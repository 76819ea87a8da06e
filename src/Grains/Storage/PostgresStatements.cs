namespace Symmetry.Grains.Storage;

/// <summary>The SQL of the PostgreSQL store; its tables are in <see cref="PostgresSchema"/>.</summary>
internal static class PostgresStatements
{
    public const string AddSweep = """
        INSERT INTO symmetry.sweeps (id, name, canonical, status, trials, submitted)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING
        """;

    public const string FindSweep = "SELECT id, name, status, trials, submitted, canonical FROM symmetry.sweeps WHERE id = $1";

    public const string ListSweeps = "SELECT id, name, status, trials, submitted FROM symmetry.sweeps ORDER BY submitted, number";

    public const string TakeEpoch = "UPDATE symmetry.sweeps SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch";

    public const string FindEpoch = "SELECT epoch FROM symmetry.sweeps WHERE id = $1";

    public const string SetStatus = "UPDATE symmetry.sweeps SET status = $3 WHERE id = $1 AND epoch = $2";

    public const string InsertRows = """
        WITH fence AS (
            SELECT number FROM symmetry.sweeps WHERE id = $1 AND epoch = $2 FOR NO KEY UPDATE
        ), added AS (
            INSERT INTO symmetry.results (sweep, cell, replicate, result, attempts, silo, seconds, checksum, outcomes)
            SELECT fence.number, row.* FROM fence
            CROSS JOIN unnest($3::int[], $4::bigint[], $5::bytea[], $6::int[], $7::text[], $8::float8[], $9::bigint[], $10::bytea[]) AS row
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

    public const string ReplaceRow = """
        WITH fence AS (
            SELECT number FROM symmetry.sweeps WHERE id = $1 AND epoch = $2 FOR NO KEY UPDATE
        )
        UPDATE symmetry.results SET result = $5, attempts = $6, silo = $7, seconds = $8, checksum = $9, outcomes = $10 FROM fence
        WHERE sweep = fence.number AND cell = $3 AND replicate = $4
        """;

    public const string ReadPage = """
        SELECT cell, replicate, result, attempts, silo, seconds, checksum, outcomes FROM symmetry.results
        WHERE sweep = (SELECT number FROM symmetry.sweeps WHERE id = $1) AND (cell, replicate) >= ($2, $3) AND cell <= $4
        ORDER BY cell, replicate LIMIT $5
        """;
}
