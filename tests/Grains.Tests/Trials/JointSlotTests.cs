using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Tests.Trials;

/// <summary>Goal: jobs that wait with equal keys run together, and each keeps its own result. Method: fill a queue behind a gate.</summary>
public sealed class JointSlotTests
{
    [Fact]
    public async Task Oldest_job_takes_those_that_wait_with_its_key()
    {
        var work = new FakeWork();

        var all = await RunBehindGateAsync(work, [11, 21, 12, -1, 22, 13, -1]);

        Assert.Equal(["11", "21", "12", "-1", "22", "13", "-1"], (await Task.WhenAll(all)).Select(trained => trained.Value));
        Assert.Equal([[11, 12, 13], [21, 22]], work.Groups);
        Assert.Equal([-1, -1], work.Singles);
    }

    [Fact]
    public async Task Jobs_of_one_group_take_equal_parts_of_its_time()
    {
        var all = await RunBehindGateAsync(
            new FakeWork { Together = group => Enumerable.Range(0, 1_000_000).Sum(i => i % 7) > group.Length }, [11, 12, 13]);

        Assert.True((await all[0]).Seconds > 0);
        Assert.Single((await Task.WhenAll(all)).Select(trained => trained.Seconds).Distinct());
    }

    [Fact]
    public async Task At_most_sixteen_run_together()
    {
        var work = new FakeWork();

        await RunBehindGateAsync(work, [.. Enumerable.Range(0, 4).SelectMany(_ => Enumerable.Range(10, 10))]);

        Assert.Equal([16, 16, 8], work.Groups.Select(group => group.Length));
    }

    [Fact]
    public async Task Free_slot_leaves_the_other_slots_their_part()
    {
        var work = new FakeWork();
        using var slots = new TrainingSlots(3, TimeProvider.System);
        using var gate = new SemaphoreSlim(0);
        var blockers = Block(slots, gate);
        var all = Enumerable.Range(10, 7).Select(item => slots.RunAsync(work, item, default)).ToArray();

        gate.Release();
        await Task.WhenAll(all);

        Assert.Equal([[10, 11, 12], [13, 14]], work.Groups);
        Assert.Equal([15, 16], work.Singles);
        gate.Release(2);
        await Task.WhenAll(blockers);
    }

    [Fact]
    public async Task Cancelled_job_ends_alone()
    {
        using var stop = new CancellationTokenSource();
        var work = new FakeWork
        {
            Together = _ =>
            {
                stop.Cancel();
                return true;
            },
        };

        var all = await RunBehindGateAsync(work, [11, 12, 13], item => item == 12 ? stop.Token : default);

        Assert.True(all[1].IsCanceled);
        Assert.Equal(["11", "13"], [(await all[0]).Value, (await all[2]).Value]);
        Assert.Empty(work.Singles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Jobs_without_a_result_run_alone_and_fail_alone(bool throws)
    {
        var work = new FakeWork
        {
            Together = _ => throws ? throw new InvalidDataException("together") : false,
            Each = (item, _) =>
            {
                if (item == 12)
                {
                    throw new InvalidOperationException("alone");
                }
            },
        };

        var all = await RunBehindGateAsync(work, [11, 12, 13]);

        Assert.Equal("alone", Assert.IsType<InvalidOperationException>(all[1].Exception!.InnerException).Message);
        Assert.Equal(["11", "13"], [(await all[0]).Value, (await all[2]).Value]);
        Assert.Equal([11, 12, 13], work.Singles);
    }

    private static async Task<Task<Trained<string>>[]> RunBehindGateAsync(FakeWork work, int[] items, Func<int, CancellationToken>? stopOf = null)
    {
        using var slots = new TrainingSlots(1, TimeProvider.System);
        using var gate = new SemaphoreSlim(0);
        var blockers = Block(slots, gate);
        var all = items.Select(item => slots.RunAsync(work, item, stopOf?.Invoke(item) ?? default)).ToArray();
        gate.Release();
        await Task.WhenAll(blockers);
        await Task.WhenAll(all.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        return all;
    }

    // Fills all slots with jobs that wait for the gate.
    private static Task[] Block(TrainingSlots slots, SemaphoreSlim gate)
    {
        using var started = new CountdownEvent(slots.Count);
        var blockers = Enumerable.Range(0, slots.Count).Select(_ => slots.RunAsync(
            stop =>
            {
                started.Signal();
                gate.Wait(stop);
                return 0;
            },
            default)).ToArray();
        started.Wait(TestContext.Current.CancellationToken);
        return blockers;
    }
}
