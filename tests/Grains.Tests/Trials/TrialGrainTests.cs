using Symmetry.Engine.Experiments;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Trials;

public sealed class TrialGrainTests
{
    // The sweep is cancelled, so that only the test runs its trials.
    [Fact]
    public async Task Concurrent_calls_share_one_run()
    {
        using var gate = new ManualResetEventSlim();
        var (calls, runs) = (0, 0);
        await using var cluster = await Cluster.StartAsync(1, (spec, stop) =>
        {
            Interlocked.Increment(ref runs);
            gate.Wait(stop);
            return Small.ResultOf(spec);
        });
        var (sweep, trial) = await CancelledAsync(cluster);

        cluster.OnCall = method => calls += method == nameof(ITrialGrain.RunAsync) ? 1 : 0;
        var (first, second) = (trial.RunAsync(), trial.RunAsync());
        await Waiting.UntilAsync(() => Task.FromResult(Volatile.Read(ref calls) == 2));
        gate.Set();

        Assert.Equal((await first).Result, (await second).Result);
        Assert.Equal(Small.ResultOf(sweep.SpecOf(3)), (await first).Read());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Stopped_trial_can_run_again()
    {
        using var started = new SemaphoreSlim(0);
        var isPatient = true;
        await using var cluster = await Cluster.StartAsync(1, (spec, stop) =>
        {
            if (Volatile.Read(ref isPatient))
            {
                started.Release();
                stop.WaitHandle.WaitOne();
            }

            stop.ThrowIfCancellationRequested();
            return Small.ResultOf(spec);
        });
        var (sweep, trial) = await CancelledAsync(cluster);

        var first = trial.RunAsync();
        await started.WaitAsync(TestContext.Current.CancellationToken);
        await trial.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Volatile.Write(ref isPatient, false);

        Assert.Equal(Small.ResultOf(sweep.SpecOf(3)), (await RunAsync(trial)).Read());
    }

    [Fact]
    public async Task Trial_that_throws_gives_a_row_with_the_reason()
    {
        await using var cluster = await Cluster.StartAsync(1, (_, _) => throw new InvalidDataException("too\nbad"));
        var (_, trial) = await CancelledAsync(cluster);

        var row = await trial.RunAsync();

        Assert.Equal(TrialResult.Failure("InvalidDataException: too bad"), row.Read());
        Assert.Equal(1, row.Attempts);
    }

    [Fact]
    public async Task Hanging_trial_fails_after_the_time_limit()
    {
        await using var cluster = await Cluster.StartAsync(
            1,
            (_, stop) =>
            {
                stop.WaitHandle.WaitOne();
                throw new OperationCanceledException(stop);
            },
            configure: distribution => distribution.MaxTraining = TimeSpan.FromMilliseconds(1));
        var (_, trial) = await CancelledAsync(cluster);

        var row = await trial.RunAsync();

        Assert.Equal(TrialResult.Failure("TimeoutException: Training took longer than 00:00:00.0010000."), row.Read());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("unknown-00000000/1")]
    [InlineData("trials-{0}/8")]
    [InlineData("trials-{0}/-1")]
    public async Task Unknown_trial_is_rejected(string key)
    {
        await using var cluster = await Cluster.StartAsync(1, (spec, _) => Small.ResultOf(spec));
        var (sweep, _) = await CancelledAsync(cluster);
        var trial = cluster.Grains.GetGrain<ITrialGrain>(key.Replace("trials-{0}", sweep.Id, StringComparison.Ordinal));

        await Assert.ThrowsAsync<RefusedException>(() => trial.RunAsync());
    }

    // An activation that is being deactivated still gives the result of the stopped run.
    private static async Task<TrialRow> RunAsync(ITrialGrain trial)
    {
        TrialRow? row = null;
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                row = await trial.RunAsync();
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        });
        return row!;
    }

    private static async Task<(Engine.Sweeps.Sweep Sweep, ITrialGrain Trial)> CancelledAsync(Cluster cluster)
    {
        var sweep = Small.Of("trials", 4);
        await cluster.Store.AddSweepAsync(new Grains.Storage.StoredSweep(
            new SweepHead(sweep.Id, "trials", SweepStatus.Cancelled, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical));
        return (sweep, cluster.Grains.GetGrain<ITrialGrain>($"{sweep.Id}/3"));
    }
}
