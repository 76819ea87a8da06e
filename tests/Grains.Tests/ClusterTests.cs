using System.Collections.Concurrent;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests;

public sealed class ClusterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Number_of_silos_does_not_change_fingerprint_or_tallies(int silos)
    {
        var sweep = Small.Of("silos", 1000);
        await using var cluster = await Cluster.StartAsync(silos, (spec, _) => Small.ResultOf(spec));

        await cluster.Grains.SubmitAsync(sweep);
        var progress = await cluster.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal((2000, 0), (progress.Committed, progress.Mismatched));
        Assert.Equal(Small.FingerprintOf(sweep), await cluster.Sweep(sweep).GetFingerprintAsync());
        Assert.Equal(Small.TalliesOf(sweep), (await cluster.Sweep(sweep).GetTalliesAsync(0, 10)).Tallies);
    }

    // Goal: killing a silo costs time, never a result. Method: once both silos run trials, 200 of them pass and the next ones stop at a
    // gate. When both silos have stopped there, one is killed and the gate opens.
    [Fact]
    public async Task Killed_silo_loses_no_result()
    {
        var sweep = Small.Of("killed", 1000);
        using var both = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var training = new ConcurrentDictionary<string, bool>();
        var waiting = new ConcurrentDictionary<string, bool>();
        var started = 0;
        await using var cluster = await Cluster.StartAsync(2, name => (spec, stop) =>
        {
            training.TryAdd(name, true);
            both.Wait(stop);
            if (Interlocked.Increment(ref started) > 200)
            {
                waiting.TryAdd(name, true);
                gate.Wait(stop);
            }

            return Small.ResultOf(spec);
        });
        await cluster.Grains.SubmitAsync(sweep);
        await Waiting.UntilAsync(() => Task.FromResult(training.Count == 2));
        both.Set();
        await Waiting.UntilAsync(() => Task.FromResult(waiting.Count == 2));

        await cluster.KillAsync(cluster.Silos[1]);
        gate.Set();
        var progress = await cluster.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal((2000, 0), (progress.Committed, progress.Mismatched));
        Assert.Equal(Small.FingerprintOf(sweep), await cluster.Sweep(sweep).GetFingerprintAsync());
        Assert.Equal(Small.TalliesOf(sweep), (await cluster.Sweep(sweep).GetTalliesAsync(0, 10)).Tallies);
    }

    [Fact]
    public async Task Joining_silo_takes_work()
    {
        var sweep = Small.Of("joined", 1000);
        using var both = new ManualResetEventSlim();
        var silos = new ConcurrentDictionary<string, bool>();
        await using var cluster = await Cluster.StartAsync(1, name => (spec, stop) =>
        {
            silos.TryAdd(name, true);
            both.Wait(stop);
            return Small.ResultOf(spec);
        });
        await cluster.Grains.SubmitAsync(sweep);
        await Waiting.UntilAsync(() => Task.FromResult(!silos.IsEmpty));

        await cluster.AddSiloAsync();
        await Waiting.UntilAsync(() => Task.FromResult(silos.Count == 2));
        both.Set();

        Assert.Equal(2000, (await cluster.Grains.UntilEndedAsync(sweep.Id)).Committed);
        Assert.Equal(Small.FingerprintOf(sweep), await cluster.Sweep(sweep).GetFingerprintAsync());
    }
}
