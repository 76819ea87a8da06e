using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Silos;

/// <summary>The database falls back to a time before the last change of the list of members.</summary>
public sealed class FallenBackMembershipTests(PostgresServer server)
{
    // Orleans' numbers of the statuses.
    private const string Joining = "2";
    private const string Active = "3";

    // Goal: a silo that is killed later is declared dead, although silos have seen a later version than that of the table; and a silo that is
    // joining again joins. Method: the last silo's change to "active" is undone, with its version.
    [Fact]
    public async Task Lost_change_of_members_hides_no_later_one()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await using var first = await StartAsync(database, FreePort.Find());
        var port = FreePort.Find();
        await using var killed = await StartAsync(database, port);
        var last = FreePort.Find();
        await using var joining = await StartAsync(database, last);
        await first.UntilItSaysAsync("is Active; 3 active");
        await PostgresServer.ExecuteAsync(database, $"""
            UPDATE symmetry.orleansmembershiptable SET status = {Joining} WHERE port = {last};
            UPDATE symmetry.orleansmembershipversiontable SET version = version - 1
            """);

        // The silos started within a second or two, and each has changed the list twice.
        await Waiting.UntilAsync(async () => await PostgresServer.ExecuteAsync(database,
            "SELECT version + 1 < extract(epoch FROM now() - timestamptz '2026-01-01 00:00+00') FROM symmetry.orleansmembershipversiontable") is true);

        await killed.SignalAsync("KILL");

        await Waiting.UntilAsync(() => Task.FromResult(first.Output.Split('\n').Any(line =>
            line.Contains($":{port}:", StringComparison.Ordinal) && line.Contains("is Dead", StringComparison.Ordinal))));
        await joining.UntilItSaysAsync("The list of members fell back to a time when this silo was Joining");
        await joining.UntilItSaysAsync("Silo takes work", times: 2);
        Assert.Equal(2L, await PostgresServer.ExecuteAsync(database, $"SELECT count(*) FROM symmetry.orleansmembershiptable WHERE status = {Active}"));
    }

    private static async Task<SiloProcess> StartAsync(string database, int port)
    {
        var silo = SiloProcess.Start(database, "--silo-port", $"{port}", "--gateway-port", $"{FreePort.Find()}");
        await silo.UntilItSaysAsync("Silo takes work");
        return silo;
    }
}
