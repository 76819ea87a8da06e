using System.Collections.Concurrent;
using Symmetry.Grains.Diagnostics;

namespace Symmetry.Grains.Trials;

/// <summary>Runs a fixed number of trials at once, each on its own thread: never on the thread pool, never in a grain's turn.</summary>
/// <remarks>
/// <para>
/// The threads have low priority (nice 10 on Linux), so that a silo with busy slots still answers. Jobs start in the order of the
/// calls. Thread-safe.
/// </para>
/// <para>
/// While jobs wait for a slot, results are handed over in batches. Handling a result runs code that training has evicted from the
/// processor's caches: the first result of a batch costs ten times as much as each further one. No result is delayed longer
/// than <see cref="MaxDelay"/>.
/// </para>
/// </remarks>
public sealed class TrainingSlots : ITrainingSlots, IDisposable
{
    private static readonly TimeSpan MaxJoin = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(200);

    private readonly BlockingCollection<Job> jobs = [];
    private readonly SemaphoreSlim room;
    private readonly CancellationTokenSource stopping = new();
    private readonly Thread[] threads;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Timer handOver;
    private List<Job> finished = [];

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

    /// <summary>The number of trials that run at once.</summary>
    public int Count => threads.Length;

    /// <summary>Whether the slots are stopping.</summary>
    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>The number of trials that may wait: enough to keep the slots busy while a batch of results is handed over.</summary>
    /// <param name="slots">The number of slots.</param>
    public static int MaxWaiting(int slots) => (4 * slots) + 8;

    /// <summary>Runs work when a slot is free. Waits first while too many others wait.</summary>
    /// <param name="training">The work. Its token is cancelled by <paramref name="stop"/>, and when the slots stop.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="waits">Whether the work waits for a process, so that its time is the elapsed time. Default: the processor time.</param>
    /// <returns>The result of the work, and the time that it took.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled, or the slots are stopping.</exception>
    public async Task<Trained<T>> RunAsync<T>(Func<CancellationToken, T> training, CancellationToken stop, bool waits = false)
    {
        if (Count == 0)
        {
            throw new RefusedException("This silo has no training slots.");
        }

        await room.WaitAsync(stop);
        var job = new Job<T>(training, CancellationTokenSource.CreateLinkedTokenSource(stop, stopping.Token), waits);
        try
        {
            jobs.Add(job, CancellationToken.None);
            Instruments.Queued();
        }
        catch (InvalidOperationException)
        {
            job.Abandon();
        }

        return await job.Task;
    }

    /// <summary>Cancels all work and ends the threads. Can be called again.</summary>
    public void Stop()
    {
        if (!jobs.IsAddingCompleted)
        {
            jobs.CompleteAdding();
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

    private void Loop()
    {
        ThreadClock.YieldToOthers();
        foreach (var job in jobs.GetConsumingEnumerable())
        {
            room.Release();
            Instruments.Dequeued();
            job.Run(time);
            Finish(job);
        }
    }

    private void Finish(Job job)
    {
        lock (gate)
        {
            finished.Add(job);
            if (finished.Count == 1)
            {
                handOver.Change(MaxDelay, Timeout.InfiniteTimeSpan);
            }
        }

        // Few jobs are left: the callers that get these results bring the next ones.
        if (jobs.Count <= Count)
        {
            HandOver();
        }
    }

    private void HandOver()
    {
        List<Job> batch;
        lock (gate)
        {
            (batch, finished) = (finished, []);
        }

        foreach (var job in batch)
        {
            job.HandOver();
        }
    }

    private abstract class Job
    {
        /// <summary>Runs the work; keeps the result until it is handed over.</summary>
        public abstract void Run(TimeProvider time);

        /// <summary>Completes the caller's task.</summary>
        public abstract void HandOver();
    }

    private sealed class Job<T>(Func<CancellationToken, T> training, CancellationTokenSource stop, bool waits) : Job
    {
        // Continuations run elsewhere: on this thread they would block the slot.
        private readonly TaskCompletionSource<Trained<T>> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Trained<T> trained;
        private Exception? failure;

        public Task<Trained<T>> Task => completion.Task;

        public override void Run(TimeProvider time)
        {
            try
            {
                stop.Token.ThrowIfCancellationRequested();
                var start = Seconds(time);
                var value = training(stop.Token);
                trained = new Trained<T>(value, Seconds(time) - start);
                Instruments.TrialRan(trained.Seconds);
            }
#pragma warning disable CA1031 // the failure goes to the caller, not to the thread
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
            }
        }

        public override void HandOver()
        {
            if (failure is null)
            {
                completion.SetResult(trained);
            }
            else if (failure is OperationCanceledException && stop.IsCancellationRequested)
            {
                completion.SetCanceled(stop.Token);
            }
            else
            {
                completion.SetException(failure);
            }

            stop.Dispose();
        }

        public void Abandon()
        {
            completion.SetCanceled(new CancellationToken(canceled: true));
            stop.Dispose();
        }

        private double Seconds(TimeProvider time) => waits ? ThreadClock.ElapsedSeconds(time) : ThreadClock.Seconds(time);
    }
}
