using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Tests.Trials;

public sealed class TrainingSlotsTests
{
    [Fact]
    public async Task Trainings_run_on_their_own_threads_and_continuations_do_not()
    {
        using var slots = new TrainingSlots(1, TimeProvider.System);

        var (name, pooled) = (await slots.RunAsync(_ => (Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread), default)).Value;

        Assert.Equal("training 0", name);
        Assert.False(pooled);
        Assert.NotEqual("training 0", Thread.CurrentThread.Name);
    }

    [Fact]
    public async Task One_training_runs_per_slot()
    {
        using var slots = new TrainingSlots(2, TimeProvider.System);
        using var both = new CountdownEvent(2);
        using var go = new ManualResetEventSlim();
        var running = 0;
        var max = 0;
        int Train(CancellationToken stop)
        {
            InterlockedMax(ref max, Interlocked.Increment(ref running));
            if (!both.IsSet)
            {
                both.Signal();
            }

            go.Wait(stop);
            return Interlocked.Decrement(ref running);
        }

        var all = Enumerable.Range(0, 20).Select(_ => slots.RunAsync(Train, default)).ToArray();
        both.Wait(TestContext.Current.CancellationToken);
        go.Set();
        await Task.WhenAll(all);

        Assert.Equal(2, max);
    }

    [Fact]
    public async Task Training_stops_when_its_caller_cancels_or_the_slots_stop()
    {
        using var slots = new TrainingSlots(1, TimeProvider.System);
        using var started = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        int Forever(CancellationToken token)
        {
            started.Release();
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return 0;
        }

        var cancelled = slots.RunAsync(Forever, stop.Token);
        await started.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        var stopped = slots.RunAsync(Forever, default);
        await started.WaitAsync(TestContext.Current.CancellationToken);
        slots.Stop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slots.RunAsync(_ => 0, default));
    }

    [Fact]
    public async Task Training_that_throws_frees_its_slot()
    {
        using var slots = new TrainingSlots(1, TimeProvider.System);

        await Assert.ThrowsAsync<InvalidDataException>(() => slots.RunAsync<int>(_ => throw new InvalidDataException(), default));

        Assert.Equal(5, (await slots.RunAsync(_ => 5, default)).Value);
    }

    [Fact]
    public async Task Result_does_not_wait_for_the_next_training_to_end()
    {
        using var slots = new TrainingSlots(1, TimeProvider.System);
        using var gate = new ManualResetEventSlim();
        int Wait(CancellationToken stop)
        {
            gate.Wait(stop);
            return 0;
        }

        var start = slots.RunAsync(Wait, default);
        var first = slots.RunAsync(_ =>
        {
            gate.Reset();
            return 1;
        }, default);
        var waiting = Enumerable.Range(0, 3).Select(_ => slots.RunAsync(Wait, default)).ToArray();
        gate.Set();

        Assert.Equal(1, (await first.WaitAsync(TestContext.Current.CancellationToken)).Value);
        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        gate.Set();
        await Task.WhenAll(waiting.Append(start));
    }

    [Fact]
    public async Task Disposing_completes_every_call()
    {
        var slots = new TrainingSlots(2, TimeProvider.System);
        var all = Enumerable.Range(0, 12).Select(i => slots.RunAsync(_ => i, default)).ToArray();
        slots.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slots.RunAsync(_ => 0, default));
        await Task.WhenAll(all.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default))).WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Processor_time_is_measured()
    {
        using var slots = new TrainingSlots(1, TimeProvider.System);

        var trained = await slots.RunAsync(_ => Enumerable.Range(0, 1_000_000).Sum(i => i % 7), default);

        Assert.True(trained.Seconds > 0);
    }

    [Fact]
    public async Task Elapsed_time_is_measured_for_work_that_waits()
    {
        using var slots = new TrainingSlots(1, TimeProvider.System);
        var sleep = new FakeWork { Each = (_, stop) => stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200)) };
        var trained = await slots.RunAsync(sleep, 1, default, waits: true);

        Assert.InRange(trained.Seconds, 0.2, 60);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
