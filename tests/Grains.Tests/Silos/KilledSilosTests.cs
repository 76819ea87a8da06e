using System.Diagnostics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Silos;

public sealed class KilledSilosTests(PostgresServerThatCrashes server) : IClassFixture<PostgresServerThatCrashes>
{
    private readonly Dictionary<int, SiloProcess> silos = [];
    private string database = "";

    // Goal: kill -9 costs time and nothing else. Method: three processes with one database. One is killed, then the one with the
    // coordinator, then all that are left, and three others start. The sweep is long enough that rows are missing at the last kill,
    // also on a busy machine; if none are, the test does not wait for one.
    [Fact]
    public async Task Killed_silos_lose_no_committed_trial_and_the_fingerprint_is_that_of_the_engine()
    {
        database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        try
        {
            await StartThreeAsync();
            var sweep = RealSweep.Of("killed", 1500, ("epochs", "2"));
            await using (var client = await PostgresClient.ConnectAsync(database))
            {
                await client.Grains.SubmitAsync(sweep);
                await UntilRowsAsync(30);
                var coordinator = await CoordinatorsPortAsync(client, sweep);
                await KillAsync(sweep, "one", silos.Keys.First(port => port != coordinator));

                // If two of three silos die at once, nobody gives the second vote, and the third waits until their rows are stale.
                await Task.WhenAll(silos.Values.Select(silo => silo.UntilItSaysAsync("is Dead")));
                await UntilRowsAsync(100);
                coordinator = await CoordinatorsPortAsync(client, sweep);
                await KillAsync(sweep, "the coordinator's", coordinator);
            }

            await UntilRowsAsync(200);
            await KillAsync(sweep, "all", [.. silos.Keys]);

            await AssertEndsWellAsync(sweep);
        }
        finally
        {
            foreach (var silo in silos.Values)
            {
                await silo.DisposeAsync();
            }
        }
    }

    // Goal: a database outage of some seconds stops no silo and loses no row. Method: the database is killed in the middle of a
    // sweep and restarted while the silos continue to train.
    [Fact]
    public async Task Killed_and_restarted_database_stops_no_silo_and_loses_no_result()
    {
        database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        try
        {
            await StartThreeAsync();
            var sweep = RealSweep.Of("killed", 300, ("epochs", "2"));
            await using (var client = await PostgresClient.ConnectAsync(database))
            {
                await client.Grains.SubmitAsync(sweep);
            }

            await UntilRowsAsync(30);
            await server.CrashAsync();
            await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
            await server.StartAsync();

            await AssertEndsWellAsync(sweep);
            Assert.All(silos.Values, silo => Assert.False(silo.HasEnded, silo.Output));
        }
        finally
        {
            foreach (var silo in silos.Values)
            {
                await silo.DisposeAsync();
            }
        }
    }

    // Goal: SIGTERM also ends a silo whose database does not answer. Otherwise its supervisor has to kill it.
    [Fact]
    public async Task Silo_exits_on_SIGTERM_while_the_database_is_down()
    {
        database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        await using var silo = SiloProcess.Start(database, "--slots", "1", "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}");
        await silo.UntilItSaysAsync("Silo takes work");
        await server.CrashAsync();
        try
        {
            await silo.SignalAsync("TERM");

            Assert.Equal(0, await silo.EndAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
            Assert.Contains("exits without leaving the cluster", silo.Output, StringComparison.Ordinal);
        }
        finally
        {
            await server.StartAsync();
        }
    }

    private async Task AssertEndsWellAsync(Sweep sweep)
    {
        await using var client = await PostgresClient.ConnectAsync(database);
        await Waiting.UntilAsync(() => client.AskAsync(async grains =>
            (await grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync()).Status == SweepStatus.Completed));
        Assert.Equal(
            RealSweep.FingerprintOf(sweep),
            await client.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync()));
        Assert.Equal(sweep.Trials, await CountAsync());
    }

    private async Task StartThreeAsync()
    {
        var started = new List<SiloProcess>();
        for (var i = 0; i < 3; i++)
        {
            var port = FreePort.Find();
            started.Add(SiloProcess.Start(database, "--slots", "1", "--silo-port", $"{port}", "--gateway-port", $"{FreePort.Find()}"));
            silos.Add(port, started[^1]);
        }

        await Task.WhenAll(started.Select(silo => silo.UntilItSaysAsync("Silo takes work")));
    }

    // Kills silos, and waits for the first row after that. Prints the time, which depends on the load.
    private async Task KillAsync(Sweep sweep, string which, params int[] ports)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var port in ports)
        {
            await silos[port].SignalAsync("KILL");
            await silos[port].EndAsync();
            silos.Remove(port);
        }

        var before = await CountAsync();
        if (silos.Count == 0)
        {
            await StartThreeAsync();
        }

        await UntilRowsAsync(Math.Min(before + 1, sweep.Trials));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine($"killed {which} at {before} of {sweep.Trials} rows, the next after {seconds:F1} s");
    }

    // The first call starts a coordinator if none is active. Just after a kill, the address can be unknown or that of the killed silo.
    private async Task<int> CoordinatorsPortAsync(PostgresClient client, Sweep sweep)
    {
        var port = 0;
        await Waiting.UntilAsync(() => client.AskAsync(async grains =>
        {
            await grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync();
            port = (await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISweepGrain>(sweep.Id)))?.Endpoint.Port ?? 0;
            return silos.ContainsKey(port);
        }));
        return port;
    }

    private Task UntilRowsAsync(long min) => Waiting.UntilAsync(async () => await CountAsync() >= min);

    private async Task<long> CountAsync() => (long)(await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM symmetry.results"))!;
}
