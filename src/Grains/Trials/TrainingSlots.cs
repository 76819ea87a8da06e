using Symmetry.Grains.Diagnostics;

namespace Symmetry.Grains.Trials;

/// <summary>Runs a fixed number of trials at once, each on its own thread: never on the thread pool, never in a grain's turn.</summary>
/// <remarks>
/// <para>
/// The threads have low priority (nice 10 on Linux), so that a silo with busy slots still answers. Jobs start in the order of the
/// calls, and with the oldest those that can run together with it. Which run together depends on the moment; results do not. Thread-safe.
/// </para>
/// <para>
/// While jobs wait for a slot, results are handed over in batches. Handling a result runs code that training has evicted from the
/// processor's caches: the first result of a batch costs ten times as much as each further one. No result is delayed longer
/// than <see cref="MaxDelay"/>.
/// </para>
/// </remarks>
public sealed class TrainingSlots : ITrainingSlots, IDisposable
{
    // More gain nothing: 12 together take 0.81 of the time of each alone, 16 take 0.80.
    private const int MaxTogether = 16;

    private static readonly TimeSpan MaxJoin = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(200);

    private readonly SlotQueue jobs = new();
    private readonly SemaphoreSlim room;
    private readonly CancellationTokenSource stopping = new();
    private readonly Thread[] threads;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Timer handOver;
    private List<SlotJob> finished = [];

    /// <summary>Starts the threads.</summary>
    /// <param name="slots">The number of threads; 0 runs nothing.</param>
    /// <param name="time">Measures time where the processor time of a thread is not available.</param>
    public TrainingSlots(int slots, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slots);
        this.time = time;
        room = new SemaphoreSlim(MaxWaiting(slots));
        handOver = new Timer(_ => HandOver());
        threads = new Thread[slots];
        for (var i = 0; i < slots; i++)
        {
            threads[i] = new Thread(Loop) { IsBackground = true, Name = string.Create(CultureInfo.InvariantCulture, $"training {i}") };
            threads[i].Start();
        }
    }

    /// <summary>The number of slots, each of which runs one trial, or several together.</summary>
    public int Count => threads.Length;

    /// <summary>Whether the slots are stopping.</summary>
    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>The number of trials that may wait: enough to keep the slots busy with full groups while a batch of results is handed over.</summary>
    /// <param name="slots">The number of slots.</param>
    public static int MaxWaiting(int slots) => (2 * MaxTogether * slots) + 8;

    /// <summary>With so many trials or fewer, running and waiting, the slots may soon be without work.</summary>
    /// <param name="slots">The number of slots.</param>
    public static int MinHeld(int slots) => (5 * slots) + 8;

    /// <summary>Runs work when a slot is free. Waits first while too many others wait.</summary>
    /// <param name="training">The work. Its token is cancelled by <paramref name="stop"/>, and when the slots stop.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The result of the work, and the time that it took.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled, or the slots are stopping.</exception>
    public Task<Trained<T>> RunAsync<T>(Func<CancellationToken, T> training, CancellationToken stop) =>
        RunAsync(linked => new SlotJob<T>(training, linked, waits: false), stop);

    /// <summary>Runs work when a slot is free, perhaps together with other work that waits; otherwise as the other overload.</summary>
    /// <param name="work">The work; only calls with the same object can run together.</param>
    /// <param name="item">What to work on.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="waits">Whether the work waits for a process, so that its time is the elapsed time. Default: the processor time.</param>
    /// <returns>The result of the work, and the time that it took; of several together, each took an equal part.</returns>
    public Task<Trained<T>> RunAsync<TItem, T>(IJointWork<TItem, T> work, TItem item, CancellationToken stop, bool waits = false)
        where T : class => RunAsync(linked => new JointSlotJob<TItem, T>(work, item, linked, waits), stop);

    /// <summary>Cancels all work and ends the threads. Can be called again.</summary>
    public void Stop()
    {
        if (jobs.Close())
        {
            stopping.Cancel();
        }
    }

    /// <summary>Stops, and waits briefly for the threads. Work that ignores its token ends with the process.</summary>
    public void Dispose()
    {
        Stop();
        var start = time.GetTimestamp();
        foreach (var thread in threads)
        {
            var left = MaxJoin - time.GetElapsedTime(start);
            thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        handOver.Dispose();
        HandOver();
    }

    private async Task<Trained<T>> RunAsync<T>(Func<CancellationTokenSource, SlotJob<T>> create, CancellationToken stop)
    {
        if (Count == 0)
        {
            throw new RefusedException("This silo has no training slots.");
        }

        await room.WaitAsync(stop);
        var job = create(CancellationTokenSource.CreateLinkedTokenSource(stop, stopping.Token));
        if (jobs.Add(job))
        {
            Instruments.Queued();
        }
        else
        {
            job.Abandon();
        }

        return await job.Task;
    }

    private void Loop()
    {
        ThreadClock.YieldToOthers();

        // No more than the fair part of what waits, so that no other slot is left without work.
        while (jobs.Take(waiting => Math.Min(MaxTogether, (waiting + Count - 1) / Count)) is [var first, ..] group)
        {
            foreach (var _ in group)
            {
                room.Release();
                Instruments.Dequeued();
            }

            if (group.Count == 1)
            {
                first.Run(time);
            }
            else
            {
                first.RunTogether(group, time);
            }

            Finish(group);
        }
    }

    private void Finish(IReadOnlyList<SlotJob> group)
    {
        lock (gate)
        {
            if (finished.Count == 0)
            {
                handOver.Change(MaxDelay, Timeout.InfiniteTimeSpan);
            }

            finished.AddRange(group);
        }

        // Few jobs are left: the callers that get these results bring the next ones.
        if (jobs.Count <= MaxTogether * Count)
        {
            HandOver();
        }
    }

    private void HandOver()
    {
        List<SlotJob> batch;
        lock (gate)
        {
            (batch, finished) = (finished, []);
        }

        foreach (var job in batch)
        {
            job.HandOver();
        }
    }
}
