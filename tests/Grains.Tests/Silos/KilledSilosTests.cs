using System.Diagnostics;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests.Silos;

public sealed class KilledSilosTests(PostgresServer server)
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
            Assert.True(Setting.TryFind("epochs", out var epochs));
            var sweep = new Sweep(new SweepSpec { Name = "killed", Replicates = ReplicateDesign.Of(600), Fixed = [new FixedSetting(epochs, "2")] });
            await using (var client = await PostgresClient.ConnectAsync(database))
            {
                await client.Grains.SubmitAsync(sweep);
                await UntilRowsAsync(30);
                var coordinator = await client.AskAsync(grains => CoordinatorsPortAsync(grains, sweep.Id));
                await KillAndTimeAsync("one", silos.Keys.First(port => port != coordinator));

                await UntilRowsAsync(100);
                coordinator = await client.AskAsync(grains => CoordinatorsPortAsync(grains, sweep.Id));
                await KillAndTimeAsync("the coordinator's", coordinator);
            }

            await UntilRowsAsync(200);
            await KillAndTimeAsync("all", [.. silos.Keys]);

            await using var later = await PostgresClient.ConnectAsync(database);
            await Waiting.UntilAsync(() => later.AskAsync(async grains =>
                (await grains.GetGrain<ISweepGrain>(sweep.Id).GetProgressAsync()).Status == SweepStatus.Completed));
            var features = new FeatureStore();
            Assert.Equal(
                Small.FingerprintOf(sweep, spec => Trial.Run(spec, features)),
                await later.AskAsync(grains => grains.GetGrain<ISweepGrain>(sweep.Id).GetFingerprintAsync()));
            Assert.Equal(600L, await CountAsync());
        }
        finally
        {
            foreach (var silo in silos.Values)
            {
                await silo.DisposeAsync();
            }
        }
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
