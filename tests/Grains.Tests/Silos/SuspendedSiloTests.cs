using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Silos;

public sealed class SuspendedSiloTests(PostgresServer server)
{
    // Method: one of two processes is suspended in the middle of a sweep. It continues after the other one has completed the sweep.
    [Fact]
    public async Task Silo_suspended_until_its_leases_expire_changes_no_result_when_it_continues()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        var sweep = RealSweep.Of("suspended", 200, ("epochs", "1"));
        await using var suspended = Start(database);
        await using var running = Start(database);
        await Task.WhenAll(suspended.UntilItSaysAsync("Silo takes work"), running.UntilItSaysAsync("Silo takes work"));
        await using var client = await PostgresClient.ConnectAsync(database);
        await client.AskAsync(grains => grains.SubmitAsync(sweep));
        await Waiting.UntilAsync(async () => await CountAsync() > 10);

        await suspended.SignalAsync("STOP");
        await Waiting.UntilAsync(async () => await CountAsync() == 200);
        await suspended.SignalAsync("CONT");

        var progress = await client.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync());
        Assert.Equal((200, 0), (progress.Completed, progress.Mismatched));
        Assert.Equal(
            RealSweep.FingerprintOf(sweep),
            await client.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync()));
        Assert.Equal(200L, await CountAsync());

        async Task<long> CountAsync() => (long)(await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM symmetry.results"))!;
    }

    private static SiloProcess Start(string database) =>
        SiloProcess.Start(database, "--slots", "1", "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}");
}
