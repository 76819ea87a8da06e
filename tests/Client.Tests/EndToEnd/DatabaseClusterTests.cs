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
        await using var silo = Grains.Tests.Support.SiloProcess.Start(
            database, "--slots", "1", "--silo-port", $"{EndToEnd.SiloProcess.FreePort()}", "--gateway-port", $"{EndToEnd.SiloProcess.FreePort()}");
        await silo.UntilItSaysAsync("Silo takes work");

        using var session = new Session { Open = CliEnvironment.OpenAsync };
        var code = await session.RunAsync("list", "--cluster", $"postgres:{visitor}", "--wait-for", "5");

        Assert.True(code == 0, session.Error);
    }
}
