namespace Symmetry.Grains.Storage;

/// <summary>The SQL of the SQLite store; its tables are in <see cref="SqliteSchema"/>.</summary>
internal static class SqliteStatements
{
    /// <summary>The columns of a result, in the order in which <see cref="SqliteRows"/> reads them.</summary>
    private const string Columns = "cell, replicate, result, attempts, silo, seconds, checksum, outcomes";

    private const string Row = "INTO results VALUES ($sweep, $cell, $replicate, $result, $attempts, $silo, $seconds, $checksum, $outcomes)";

    public const string AddSweep = """
        INSERT INTO sweeps (id, name, canonical, status, trials, submitted, failed)
        VALUES ($id, $name, $canonical, $status, $trials, $submitted, 0) ON CONFLICT DO NOTHING
        """;

    public static readonly string TakeEpoch = $"""
        UPDATE sweeps SET epoch = {EpochNumbers.Next("$bits")}, done = $done WHERE id = $id RETURNING epoch
        """;

    public const string FindCounts = "SELECT done, (SELECT count(*) FROM results WHERE sweep = number) FROM sweeps WHERE id = $id";

    public const string FindFence = "SELECT number, epoch, done, status FROM sweeps WHERE id = $id";

    public const string CountAdded = "UPDATE sweeps SET done = done + $added WHERE number = $number";

    public const string SetStatus = "UPDATE sweeps SET status = $status WHERE id = $id";

    public const string SetCounts = "UPDATE sweeps SET failed = $failed, verified = $verified, mismatched = $mismatched, lost = $lost WHERE id = $id";

    public const string SetClaims = "UPDATE sweeps SET claims = $claims WHERE id = $id";

    public const string InsertRow = $"INSERT {Row} ON CONFLICT DO NOTHING";

    public const string ReplaceRow = """
        UPDATE results SET result = $result, attempts = $attempts, silo = $silo, seconds = $seconds, checksum = $checksum, outcomes = $outcomes
        WHERE sweep = $sweep AND cell = $cell AND replicate = $replicate
        """;

    public const string FindRow = $"SELECT {Columns} FROM results WHERE sweep = $sweep AND cell = $cell AND replicate = $replicate";

    /// <summary>Finds a sweep with its specification. A file of an earlier version is open for reading only.</summary>
    public static string FindSweep(int version) => $"SELECT {Head(version)}, canonical FROM sweeps WHERE id = $id";

    /// <summary>Finds the specification that has the claims about a sweep.</summary>
    public static string FindClaims(int version) => $"SELECT {(version < 4 ? "''" : "claims")} FROM sweeps WHERE id = $id";

    /// <summary>Lists the sweeps.</summary>
    public static string ListSweeps(int version) => $"SELECT {Head(version)} FROM sweeps ORDER BY submitted, number";

    /// <summary>Reads a page of results.</summary>
    public static string ReadPage(int version) =>
        version == 1 ? $"SELECT cell, replicate, result, attempts, silo, seconds, checksum, NULL {Page}" : $"SELECT {Columns} {Page}";

    private static string Head(int version) => "id, name, status, trials, submitted, " + (version < 3
        ? "(SELECT count(*) FROM results WHERE sweep = number), NULL, 0, 0, 0"
        : "done, failed, verified, mismatched, lost");

    private const string Page = """
        FROM results
        WHERE sweep = (SELECT number FROM sweeps WHERE id = $id) AND (cell, replicate) >= ($cell, $replicate) AND cell <= $last
        ORDER BY cell, replicate LIMIT $count
        """;
}
