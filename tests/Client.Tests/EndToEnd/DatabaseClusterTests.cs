using Npgsql;
using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The program finds a cluster through its database.</summary>
public sealed class DatabaseClusterTests(PostgresServer server)
{
    [Fact]
    public async Task Account_with_another_name_finds_the_cluster()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await PostgresServer.ExecuteAsync(database, """
            CREATE ROLE visitor LOGIN;
            GRANT USAGE ON SCHEMA symmetry TO visitor;
            GRANT SELECT ON symmetry.OrleansQuery, symmetry.OrleansMembershipTable, symmetry.OrleansMembershipVersionTable TO visitor;
            """);
        var visitor = new NpgsqlConnectionStringBuilder(database) { Username = "visitor" }.ToString();
        await using var silo = await StartSiloAsync(database);

        using var session = new Session { Open = CliEnvironment.OpenAsync };
        var code = await session.RunAsync("list", "--cluster", $"postgres:{visitor}", "--wait-for", "5");

        Assert.True(code == 0, session.Error);
    }

    // Method: after the sweep has ended on two silos, its last rows and its row in the table of sweeps become those of an earlier time, and later one
    // stored result changes. A third silo then finds a changed specification.
    [Fact]
    public async Task Rows_that_the_database_lost_are_computed_again_and_a_damaged_specification_gives_exit_code_5()
    {
        using var folder = new TemporaryFolder();
        var spec = folder.Write("tiny.yaml", "replicates: 40\nfixed: {epochs: 1}\naxes: {features: [identity, permutation]}\n");
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        string complete;
        await using (await StartSiloAsync(database))
        await using (await StartSiloAsync(database))
        {
            await RunAsync(database, "submit", spec, "--wait");
            complete = await RunAsync(database, "table", "tiny", "--format", "json");

            await PostgresServer.ExecuteAsync(database, """
                UPDATE symmetry.sweeps SET status = 0;
                DELETE FROM symmetry.results WHERE replicate >= 30;
                """);
            await Waiting.UntilAsync(async () => (await RunAsync(database, "status", "tiny", "--json")).Contains("\"lost\":20,", StringComparison.Ordinal));
            await RunAsync(database, "watch", "tiny");
            Assert.Equal(complete, await RunAsync(database, "table", "tiny", "--format", "json"));

            await PostgresServer.ExecuteAsync(database, "UPDATE symmetry.results SET seconds = seconds + 1 WHERE cell = 1 AND replicate = 7");
            await RunAsync(database, "export", "tiny", "--to", "-", "--format", "csv");
            await RunAsync(database, "watch", "tiny");
            Assert.Equal(complete, await RunAsync(database, "table", "tiny", "--format", "json"));
        }

        await PostgresServer.ExecuteAsync(database, "UPDATE symmetry.sweeps SET canonical = replace(canonical, 'identity', 'norms')");
        await using var last = await StartSiloAsync(database);
        foreach (var command in (string[][])[["table", "tiny"], ["submit", spec]])
        {
            using var session = new Session { Open = CliEnvironment.OpenAsync };
            Assert.Equal(5, await session.RunAsync([.. command, "--cluster", $"postgres:{database}", "--wait-for", "1"]));
            Assert.Matches("The stored specification of tiny-[0-9a-f]{8} is damaged\\.", session.Error);
        }
    }

    private static async Task<Grains.Tests.Support.SiloProcess> StartSiloAsync(string database)
    {
        var silo = Grains.Tests.Support.SiloProcess.Start(
            database, "--slots", "1", "--silo-port", $"{EndToEnd.SiloProcess.FreePort()}", "--gateway-port", $"{EndToEnd.SiloProcess.FreePort()}");
        await silo.UntilItSaysAsync("Silo takes work");
        return silo;
    }

    private static async Task<string> RunAsync(string database, params string[] arguments)
    {
        using var session = new Session { Open = CliEnvironment.OpenAsync };
        var code = await session.RunAsync([.. arguments, "--cluster", $"postgres:{database}"]);
        Assert.True(code == 0, session.Error);
        return session.Out;
    }
}
