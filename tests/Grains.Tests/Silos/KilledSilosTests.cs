using System.Diagnostics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests.Silos;

public sealed class KilledSilosTests(PostgresServerThatCrashes server) : IClassFixture<PostgresServerThatCrashes>
{
    private readonly Dictionary<int, SiloProcess> silos = [];
    private string database = "";

    // Goal: kill -9 costs time and nothing else. Method: three processes over one database; one is killed, then the one with
    // the coordinator, then all that are left, and three others started; rows are counted beside the silos.
    [Fact]
    public async Task Whatever_is_killed_the_sweep_ends_with_the_fingerprint_of_the_direct_computation()
    {
        database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        try
        {
            await StartThreeAsync();
            var sweep = RealSweep.Of("killed", 600, ("epochs", "2"));
            await using (var client = await PostgresClient.ConnectAsync(database))
            {
                await client.Grains.SubmitAsync(sweep);
                await UntilRowsAsync(30);
                var coordinator = await client.AskAsync(grains => CoordinatorsPortAsync(grains, sweep.Id));
                await KillAndTimeAsync("one", silos.Keys.First(port => port != coordinator));

                // Two that die at once leave nobody of three to give the second vote: that is the case of all, by the clock.
                await Task.WhenAll(silos.Values.Select(silo => silo.UntilItSaysAsync("is Dead")));
                await UntilRowsAsync(100);
                coordinator = await client.AskAsync(grains => CoordinatorsPortAsync(grains, sweep.Id));
                await KillAndTimeAsync("the coordinator's", coordinator);
            }

            await UntilRowsAsync(200);
            await KillAndTimeAsync("all", [.. silos.Keys]);

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

    // Goal: a database that is away for some seconds ends no silo and loses no row. Method: its processes are killed in the
    // middle of a sweep and started again while the silos train on.
    [Fact]
    public async Task A_database_that_is_killed_and_comes_back_ends_no_silo_and_loses_nothing()
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

    // Goal: SIGTERM ends a silo also while nobody answers; its supervisor would kill it otherwise, and an upgrade wait for that.
    [Fact]
    public async Task A_silo_that_is_told_to_end_while_the_database_is_away_goes_as_well()
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
            Assert.Contains("ends without a goodbye", silo.Output, StringComparison.Ordinal);
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

    // From the kill to the first row that was not there before.
    private async Task KillAndTimeAsync(string which, params int[] ports)
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

        await UntilRowsAsync(before + 1);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine($"killed {which}: {before} rows then, the next after {seconds:F1} s");
        Assert.InRange(seconds, 0, 60);
    }

    private static async Task<int> CoordinatorsPortAsync(IGrainFactory grains, string sweep)
    {
        var address = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISweepGrain>(sweep));
        return address!.Endpoint.Port;
    }

    private Task UntilRowsAsync(long least) => Waiting.UntilAsync(async () => await CountAsync() >= least);

    private async Task<long> CountAsync() => (long)(await PostgresServer.ExecuteAsync(database, "SELECT count(*) FROM symmetry.results"))!;
}
