using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests.Silos;

public sealed class FrozenSiloTests(PostgresServer server)
{
    // Goal: a silo that comes back late, with leases and results that others have had since, disturbs nothing. Method: one of two
    // processes is stopped in the middle, the other ends the sweep, and only then the first goes on.
    [Fact]
    public async Task A_silo_that_is_frozen_past_its_leases_and_returns_disturbs_nothing()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        var sweep = RealSweep.Of("frozen", 200, ("epochs", "1"));
        await using var frozen = Start(database);
        await using var other = Start(database);
        await Task.WhenAll(frozen.UntilItSaysAsync("Silo takes work"), other.UntilItSaysAsync("Silo takes work"));
        await using var client = await PostgresClient.ConnectAsync(database);
        await client.AskAsync(grains => grains.SubmitAsync(sweep));
        await Waiting.UntilAsync(async () => await CountAsync() > 10);

        await frozen.SignalAsync("STOP");
        await Waiting.UntilAsync(async () => await CountAsync() == 200);
        await frozen.SignalAsync("CONT");

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
