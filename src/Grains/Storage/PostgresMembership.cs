namespace Symmetry.Grains.Storage;

/// <summary>The membership tables of a cluster, and the queries that Orleans' ADO.NET clustering runs on them.</summary>
/// <remarks>
/// <para>
/// Orleans' packages contain no schema. When it starts, Orleans reads its queries from the table <c>OrleansQuery</c>. The names of that
/// table, of the queries, of their parameters and of the columns they return are Orleans' contract (10.4); the SQL is ours.
/// </para>
/// <para>
/// A membership change is valid only with the next version of the whole table, so that two silos cannot both change the same
/// state. Each change is one statement: it locks and compares the row with the version, then writes the silo's row. "I am alive"
/// updates do not change the version.
/// </para>
/// </remarks>
internal static class PostgresMembership
{
    public const string Tables = $"""
        CREATE TABLE OrleansQuery (
            QueryKey varchar(64) PRIMARY KEY,
            QueryText text NOT NULL
        );
        CREATE TABLE OrleansMembershipVersionTable (
            DeploymentId varchar(150) PRIMARY KEY,
            Timestamp timestamptz(3) NOT NULL DEFAULT now(),
            Version integer NOT NULL DEFAULT 0
        );
        CREATE TABLE OrleansMembershipTable (
            DeploymentId varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable,
            Address varchar(45) NOT NULL,
            Port integer NOT NULL,
            Generation integer NOT NULL,
            SiloName varchar(150) NOT NULL,
            HostName varchar(150) NOT NULL,
            Status integer NOT NULL,
            ProxyPort integer,
            SuspectTimes text,
            StartTime timestamptz(3) NOT NULL,
            IAmAliveTime timestamptz(3) NOT NULL,
            PRIMARY KEY (DeploymentId, Address, Port, Generation)
        );
        INSERT INTO OrleansQuery VALUES
            ('InsertMembershipVersionKey', $query${InsertVersion}$query$),
            ('InsertMembershipKey', $query${InsertSilo}$query$),
            ('UpdateMembershipKey', $query${UpdateSilo}$query$),
            ('UpdateIAmAlivetimeKey', $query${UpdateAlive}$query$),
            ('MembershipReadRowKey', $query${ReadSilo}$query$),
            ('MembershipReadAllKey', $query${ReadAll}$query$),
            ('GatewaysQueryKey', $query${Gateways}$query$),
            ('DeleteMembershipTableEntriesKey', $query${DeleteCluster}$query$),
            ('CleanupDefunctSiloEntriesKey', $query${DeleteDead}$query$);
        """;

    // A silo whose clock is hours ahead must not count as alive for hours after it was killed. The clock of the database is the one that all silos share.
    public const string BoundAlive = """
        UPDATE OrleansQuery SET QueryText = replace(QueryText, '@IAmAliveTime', 'least(@IAmAliveTime, now() + interval ''20 seconds'')')
        WHERE QueryKey IN ('InsertMembershipKey', 'UpdateMembershipKey', 'UpdateIAmAlivetimeKey')
        """;

    // Silos ignore a table whose version they have seen. After the database fell back, counting from there would reuse the versions of changes that are
    // lost, and a silo that is declared dead would stay a member. Seconds since 2026, in which there is rarely more than one change.
    public const string VersionsByTime = """
        UPDATE OrleansQuery SET QueryText =
            replace(QueryText, 'Version = Version + 1',
                'Version = greatest(Version + 1, extract(epoch FROM now() - timestamptz ''2026-01-01 00:00+00'')::integer)')
        WHERE QueryKey IN ('InsertMembershipKey', 'UpdateMembershipKey')
        """;

    private const string ThisSilo = "DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string NextVersion = """
        UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
            WHERE DeploymentId = @DeploymentId AND Version = @Version
        """;

    private const string InsertVersion = """
        WITH made AS (
            INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
        )
        SELECT count(*)::integer FROM made
        """;

    private const string InsertSilo = $"""
        WITH next AS (
            {NextVersion} AND NOT EXISTS (SELECT FROM OrleansMembershipTable WHERE {ThisSilo})
            RETURNING DeploymentId
        ), made AS (
            INSERT INTO OrleansMembershipTable
                (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
            SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
            FROM next
            RETURNING 1
        )
        SELECT count(*)::integer FROM made
        """;

    private const string UpdateSilo = $"""
        WITH next AS (
            {NextVersion} AND EXISTS (SELECT FROM OrleansMembershipTable WHERE {ThisSilo})
            RETURNING 1
        ), changed AS (
            UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
            WHERE {ThisSilo} AND EXISTS (SELECT FROM next)
            RETURNING 1
        )
        SELECT count(*)::integer FROM changed
        """;

    private const string UpdateAlive = $"UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime WHERE {ThisSilo}";

    // A cluster without silos returns one row, with its version.
    private const string Members = """
        SELECT clusters.DeploymentId, silos.Address, silos.Port, silos.Generation, silos.SiloName, silos.HostName, silos.Status,
            silos.ProxyPort, silos.SuspectTimes, silos.StartTime, silos.IAmAliveTime, clusters.Version
        FROM OrleansMembershipVersionTable AS clusters
        LEFT JOIN OrleansMembershipTable AS silos ON silos.DeploymentId = clusters.DeploymentId
        """;

    private const string ReadSilo = $"""
        {Members} AND silos.Address = @Address AND silos.Port = @Port AND silos.Generation = @Generation
        WHERE clusters.DeploymentId = @DeploymentId
        """;

    private const string ReadAll = $"{Members} WHERE clusters.DeploymentId = @DeploymentId";

    private const string Gateways =
        "SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0";

    private const string DeleteCluster = """
        DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
        DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
        """;

    // 3 is SiloStatus.Active: an active silo is never defunct, however old its last update.
    private const string DeleteDead =
        "DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3";
}
