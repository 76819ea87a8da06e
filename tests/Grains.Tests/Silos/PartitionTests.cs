using System.Diagnostics;
using Symmetry.Analysis.Runs;
using Symmetry.Chaos;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Silos;

/// <summary>A silo loses its network, without an error on either side, and gets it back.</summary>
public sealed class PartitionTests
{
    private static readonly Sweep Shared = new(new SweepSpec
    {
        Name = "cut",
        Replicates = ReplicateDesign.Independent(120),
        Axes = [RealSweep.Axis("bias", "false", "true")],
        Fixed = [RealSweep.Value("epochs", "50")],
    });
    private static readonly Lazy<Task<(string Fingerprint, byte[][] Tallies)>> Direct = new(() => Task.Run(Compute));

    // Goal: a silo without the others decides nothing, and its late results count once. Method: a silo loses the database and its
    // peers in the middle of a sweep. When the others have declared it dead and continued, it gets its network back.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_cut_off_until_it_is_declared_dead_changes_no_result_when_it_returns(bool isCoordinators)
    {
        await using var silos = await NetworkedSilos.StartAsync();
        await using var client = await silos.ConnectAsync();
        await client.AskAsync(grains => grains.SubmitAsync(Shared));
        await silos.UntilRowsAsync(10);
        var coordinators = await silos.PlaceOfCoordinatorAsync(client, Shared);
        var cut = isCoordinators ? coordinators : (coordinators + 1) % NetworkedSilos.Count;

        var start = Stopwatch.GetTimestamp();
        await silos.Network.CutAsync(cut);
        await silos.UntilDeadAsync(cut);
        var died = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await silos.UntilRowsAsync(await silos.CountAsync() + 1);
        var went = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.False(silos[cut].HasEnded, silos[cut].Output);
        await silos.Network.ReconnectAsync(cut);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"dead after {died:F1} s, next row after {went:F1} s, back when {await silos.CountAsync()} of {Shared.Trials} were stored");

        // It learns that it was declared dead, and exits for its supervisor to restart it.
        Assert.Equal(1, await silos[cut].EndAsync());
        Assert.DoesNotContain("   at ", silos[cut].Output, StringComparison.Ordinal);
        await silos.StartAsync(cut);

        await AssertEndsWellAsync(silos, client);
    }

    // Goal: a coordinator that reaches its peers but not the database does not block its sweep. Method: the database refuses or swallows
    // what comes from the coordinator's silo alone, until the end. That silo is then the idlest one.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Coordinator_that_loses_only_the_database_is_replaced(bool isSilent)
    {
        await using var silos = await NetworkedSilos.StartAsync();
        await using var client = await silos.ConnectAsync();
        await client.AskAsync(grains => grains.SubmitAsync(Shared));
        await silos.UntilRowsAsync(10);
        var cut = await silos.PlaceOfCoordinatorAsync(client, Shared);

        var start = Stopwatch.GetTimestamp();
        await (isSilent ? silos.Network.SilenceDatabaseAsync(cut) : silos.Network.CutFromDatabaseAsync(cut));
        var before = await silos.CountAsync();
        await silos.UntilRowsAsync(before + 1);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"next row after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, when {before} of {Shared.Trials} were stored");

        await AssertEndsWellAsync(silos, client);
        Assert.NotEqual(cut, await silos.PlaceOfCoordinatorAsync(client, Shared));
        Assert.False(silos[cut].HasEnded, silos[cut].Output);
    }

    // Goal: a network leaves nothing behind. Method: it is disposed while a program still runs in it.
    [Fact]
    public async Task Network_can_be_created_again_at_once()
    {
        var obstacle = await SiloNetwork.ObstacleAsync();
        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
        var network = await SiloNetwork.StartAsync(2);
        var command = network.At(1, "sleep", "infinity");
        using var sleeper = Process.Start(command[0], command[1..]);
        try
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            var first = network.Range;
            await network.DisposeAsync();

            network = await SiloNetwork.StartAsync(2);

            Assert.Equal(first, network.Range);
        }
        finally
        {
            sleeper.Kill();
            await network.DisposeAsync();
        }
    }

    private static (string Fingerprint, byte[][] Tallies) Compute()
    {
        var features = new FeatureStore();
        var tallies = Shared.Cells.Select(_ => new CellTally()).ToArray();
        using var fingerprint = new Fingerprint(Shared);
        for (var trial = 0L; trial < Shared.Trials; trial++)
        {
            var result = Shared.SpecOf(trial).Run(new(features));
            fingerprint.Add(Shared.CellOf(trial).Number, Shared.ReplicateOf(trial), result);
            tallies[Shared.CellOf(trial).Number].Add(result);
        }

        return (fingerprint.Finish(), [.. tallies.Select(tally => tally.Encode())]);
    }

    private static async Task AssertEndsWellAsync(NetworkedSilos silos, PostgresClient client)
    {
        var expected = await Direct.Value;
        SweepProgress progress = null!;
        await Waiting.UntilAsync(async () =>
            (progress = await client.AskAsync(grains => grains.GetGrain<ISweepGrain>(Shared.Id).GetProgressAsync())).Status == SweepStatus.Completed);
        Assert.Equal((Shared.Trials, Shared.Trials, 0, 0), (progress.Committed, progress.Completed, progress.Failed, progress.Mismatched));
        Assert.Equal(Shared.Trials, await silos.CountAsync());
        Assert.Equal(expected.Fingerprint, await client.AskAsync(grains => grains.GetGrain<ISweepGrain>(Shared.Id).GetFingerprintAsync()));
        Assert.Equal(expected.Tallies, (await client.AskAsync(grains => grains.GetGrain<ISweepGrain>(Shared.Id).GetTalliesAsync(0, 10))).Tallies);
    }
}
