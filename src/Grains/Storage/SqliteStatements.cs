namespace Symmetry.Grains.Storage;

/// <summary>The SQL of the SQLite store; its tables are in <see cref="SqliteSchema"/>.</summary>
internal static class SqliteStatements
{
    /// <summary>The columns of a result, in the order in which <see cref="SqliteRows"/> reads them.</summary>
    private const string Columns = "cell, replicate, result, attempts, silo, seconds, checksum, outcomes";

    private const string Row = "INTO results VALUES ($sweep, $cell, $replicate, $result, $attempts, $silo, $seconds, $checksum, $outcomes)";

    public const string AddSweep = """
        INSERT INTO sweeps (id, name, canonical, status, trials, submitted)
        VALUES ($id, $name, $canonical, $status, $trials, $submitted) ON CONFLICT DO NOTHING
        """;

    public const string FindSweep = "SELECT id, name, status, trials, submitted, canonical FROM sweeps WHERE id = $id";

    public const string ListSweeps = "SELECT id, name, status, trials, submitted FROM sweeps ORDER BY submitted, number";

    public const string TakeEpoch = "UPDATE sweeps SET epoch = epoch + 1 WHERE id = $id RETURNING epoch";

    public const string FindEpoch = "SELECT number, epoch FROM sweeps WHERE id = $id";

    public const string SetStatus = "UPDATE sweeps SET status = $status WHERE id = $id";

    public const string InsertRow = $"INSERT {Row} ON CONFLICT DO NOTHING";

    public const string ReplaceRow = $"INSERT OR REPLACE {Row}";

    public const string FindRow = $"SELECT {Columns} FROM results WHERE sweep = $sweep AND cell = $cell AND replicate = $replicate";

    public const string ReadPage = $"SELECT {Columns} {Page}";

    /// <summary>Reads a file that version 1 wrote, which has no outcomes and is open for reading only.</summary>
    public const string ReadPageOfVersion1 = $"SELECT cell, replicate, result, attempts, silo, seconds, checksum, NULL {Page}";

    private const string Page = """
        FROM results
        WHERE sweep = (SELECT number FROM sweeps WHERE id = $id) AND (cell, replicate) >= ($cell, $replicate) AND cell <= $last
        ORDER BY cell, replicate LIMIT $count
        """;
}
