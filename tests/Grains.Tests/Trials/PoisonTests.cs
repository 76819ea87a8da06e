using System.Collections.Concurrent;
using Symmetry.Engine.Experiments;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Trials;

/// <summary>Trials that cannot be completed, and silos that cannot complete any.</summary>
public sealed class PoisonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Trial_that_throws_is_tried_twice_on_different_silos_if_possible(int silos)
    {
        var sweep = Small.Of("poison", 100);
        var poison = sweep.SpecOf(17);
        var attempts = new ConcurrentQueue<string>();
        await using var cluster = await Cluster.StartAsync(silos, name => (spec, _) =>
        {
            if (spec == poison)
            {
                attempts.Enqueue(name);
                throw new InvalidDataException("bad");
            }

            return Small.ResultOf(spec);
        });

        await cluster.Grains.SubmitAsync(sweep);
        var progress = await cluster.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal((199, 1, 0), (progress.Completed, progress.Failed, progress.Mismatched));
        Assert.Equal((2, silos), (attempts.Count, attempts.Distinct().Count()));
        var row = (await cluster.Sweep(sweep).GetRowsAsync(17 % 2, 17 / 2, 1)).Single();
        Assert.Equal((TrialResult.Failure("InvalidDataException: bad"), 2), (row.Read(), row.Attempts));
    }

    [Fact]
    public async Task Trial_that_throws_once_completes_in_the_second_attempt()
    {
        var sweep = Small.Of("once", 10);
        var threw = 0;
        await using var cluster = await Cluster.StartAsync(1, (spec, _) => spec == sweep.SpecOf(3) && Interlocked.Exchange(ref threw, 1) == 0
            ? throw new OperationCanceledException("nobody asked")
            : Small.ResultOf(spec));

        await cluster.Grains.SubmitAsync(sweep);
        await cluster.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal(Small.FingerprintOf(sweep), await cluster.Sweep(sweep).GetFingerprintAsync());
        Assert.Equal(2, (await cluster.Sweep(sweep).GetRowsAsync(1, 1, 1)).Single().Attempts);
    }

    // No trial ends before both silos have started one, so that each gets some of the work.
    [Fact]
    public async Task Silo_on_which_all_trials_throw_is_quarantined_and_the_others_complete_the_sweep()
    {
        var sweep = Small.Of("sick", 1000);
        using var both = new CountdownEvent(2);
        var begun = new ConcurrentDictionary<string, bool>();
        await using var cluster = await Cluster.StartAsync(2, name => (spec, stop) =>
        {
            if (begun.TryAdd(name, true))
            {
                both.Signal();
            }

            both.Wait(stop);
            return name.EndsWith('1') ? throw new IOException("no space") : Small.ResultOf(spec);
        });

        await cluster.Grains.SubmitAsync(sweep);
        var progress = await cluster.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal((2000, 0), (progress.Completed, progress.Mismatched));
        Assert.Equal(Small.FingerprintOf(sweep), await cluster.Sweep(sweep).GetFingerprintAsync());
        Assert.Contains(cluster.Alarms.Lines, line => line.Contains("keep failing", StringComparison.Ordinal));
        Assert.Contains(await cluster.Sweep(sweep).GetSilosAsync(), silo => silo.IsQuarantined);
    }

    [Fact]
    public async Task Sweep_whose_trials_all_throw_ends_and_no_silo_is_quarantined()
    {
        var sweep = Small.Of("hopeless", 50);
        await using var cluster = await Cluster.StartAsync(2, (_, _) => throw new InvalidDataException("bad"));

        await cluster.Grains.SubmitAsync(sweep);
        var progress = await cluster.Grains.UntilEndedAsync(sweep.Id);

        Assert.Equal((0, 100), (progress.Completed, progress.Failed));
        Assert.DoesNotContain(await cluster.Sweep(sweep).GetSilosAsync(), silo => silo.IsQuarantined);
    }
}
