using System.Diagnostics;
using Symmetry.Analysis.Runs;
using Symmetry.Chaos;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Silos;

/// <summary>A silo that is cut off, and comes back. Its packets are lost; nothing in it or about it is told so.</summary>
public sealed class PartitionTests
{
    private static readonly Sweep Shared = new(new SweepSpec
    {
        Name = "cut",
        Replicates = ReplicateDesign.Of(120),
        Axes = [RealSweep.Axis("bias", "false", "true")],
        Fixed = [RealSweep.Value("epochs", "50")],
    });
    private static readonly Lazy<Task<(string Fingerprint, byte[][] Tallies)>> Direct = new(() => Task.Run(Compute));

    // Goal: who is alone has no say, and what it brings when it is back counts once. Method: a silo loses database and peers
    // in the middle of a sweep until the others have declared it dead and gone on; its packets pass again while they train.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_silo_that_is_cut_off_past_its_death_and_returns_disturbs_nothing(bool isCoordinators)
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

        // It reads that it is dead, and leaves the rest to its supervisor.
        await silos[cut].EndAsync();
        await silos.StartAsync(cut);

        await AssertEndsWellAsync(silos, client);
    }

    // Goal: a coordinator that its peers see, but that does not reach the database, does not hold up its sweep for as long as
    // that lasts. Method: only the way to the database is cut, and never mended.
    [Fact]
    public async Task A_coordinator_that_is_cut_off_from_the_database_alone_is_replaced()
    {
        await using var silos = await NetworkedSilos.StartAsync();
        await using var client = await silos.ConnectAsync();
        await client.AskAsync(grains => grains.SubmitAsync(Shared));
        await silos.UntilRowsAsync(10);
        var cut = await silos.PlaceOfCoordinatorAsync(client, Shared);

        await silos.Network.CutFromDatabaseAsync(cut);

        await AssertEndsWellAsync(silos, client);
        Assert.NotEqual(cut, await silos.PlaceOfCoordinatorAsync(client, Shared));
        Assert.False(silos[cut].HasEnded, silos[cut].Output);
    }

    // Goal: a network leaves nothing behind that the next one of its name runs into. Method: it goes while a program still runs in it.
    [Fact]
    public async Task A_network_can_be_made_again_at_once()
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
            var result = Shared.SpecOf(trial).Run(features);
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
