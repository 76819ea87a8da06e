using System.Collections.Concurrent;
using System.Globalization;

namespace Symmetry.Grains.Trials;

/// <summary>Room for so many trainings at once, each on a thread of its own: never the thread pool, never a grain's turn.</summary>
/// <remarks>
/// <para>
/// The threads yield to everything else on the machine (nice 10, on Linux), so that a silo with all its slots busy still
/// answers. Jobs start in the order in which they were asked for. Thread-safe.
/// </para>
/// <para>
/// Results are handed over several at a time where others wait for a slot: whoever takes one runs code that the trainings
/// have pushed out of the processor's caches, and that costs ten times as much for one result as for the next of a batch.
/// A result is never kept longer than <see cref="MaxKept"/>.
/// </para>
/// </remarks>
public sealed class TrainingSlots : IDisposable
{
    private static readonly TimeSpan MaxJoin = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MaxKept = TimeSpan.FromMilliseconds(200);

    private readonly BlockingCollection<Job> jobs = [];
    private readonly SemaphoreSlim room;
    private readonly CancellationTokenSource stopping = new();
    private readonly Thread[] threads;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Timer handOver;
    private List<Job> ended = [];

    /// <summary>Starts the threads.</summary>
    /// <param name="slots">How many; 0 trains nothing.</param>
    /// <param name="time">Measures where the threads' processor time is not known.</param>
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

    /// <summary>How many trainings run at once.</summary>
    public int Count => threads.Length;

    /// <summary>Whether the slots are closing.</summary>
    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>How many trials may wait for so many slots: enough for a batch of results while the next train.</summary>
    /// <param name="slots">The slots.</param>
    public static int MaxWaiting(int slots) => (4 * slots) + 8;

    /// <summary>Runs the training when a slot is free; waits for room where many wait already.</summary>
    /// <param name="training">The work. Its token is cancelled by <paramref name="stop"/> and by the end of the slots.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What the work gave, and how long it kept its thread busy.</returns>
    /// <exception cref="OperationCanceledException">It was given up, or the slots are closing.</exception>
    public async Task<Trained<T>> RunAsync<T>(Func<CancellationToken, T> training, CancellationToken stop)
    {
        if (Count == 0)
        {
            throw new RefusedException("This silo has no training slots.");
        }

        await room.WaitAsync(stop);
        var job = new Job<T>(training, CancellationTokenSource.CreateLinkedTokenSource(stop, stopping.Token));
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

    /// <summary>Gives up what is being trained and ends the threads as soon as they notice. May be called again.</summary>
    public void Stop()
    {
        if (!jobs.IsAddingCompleted)
        {
            jobs.CompleteAdding();
            stopping.Cancel();
        }
    }

    /// <summary>Stops, and waits a moment for the threads: one that does not notice ends with the process.</summary>
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
            Ended(job);
        }
    }

    private void Ended(Job job)
    {
        lock (gate)
        {
            ended.Add(job);
            if (ended.Count == 1)
            {
                handOver.Change(MaxKept, Timeout.InfiniteTimeSpan);
            }
        }

        // The slots must not run dry meanwhile: what is to train next is brought by those who get these results.
        if (jobs.Count <= Count)
        {
            HandOver();
        }
    }

    private void HandOver()
    {
        List<Job> these;
        lock (gate)
        {
            (these, ended) = (ended, []);
        }

        foreach (var job in these)
        {
            job.HandOver();
        }
    }

    private abstract class Job
    {
        /// <summary>Trains; what comes of it is kept until it is handed over.</summary>
        public abstract void Run(TimeProvider time);

        /// <summary>Tells whoever waits.</summary>
        public abstract void HandOver();
    }

    private sealed class Job<T>(Func<CancellationToken, T> training, CancellationTokenSource stop) : Job
    {
        // Whoever waits goes on elsewhere: a continuation on a training thread would hold its slot.
        private readonly TaskCompletionSource<Trained<T>> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Trained<T> trained;
        private Exception? failure;

        public Task<Trained<T>> Task => completion.Task;

        public override void Run(TimeProvider time)
        {
            try
            {
                stop.Token.ThrowIfCancellationRequested();
                var start = ThreadClock.Seconds(time);
                var value = training(stop.Token);
                trained = new Trained<T>(value, ThreadClock.Seconds(time) - start);
                Instruments.Trained(trained.Seconds);
            }
#pragma warning disable CA1031 // a training's failure belongs to whoever waits for it, never to the thread
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
    }
}

/// <summary>What a training gave.</summary>
/// <param name="Value">Its result.</param>
/// <param name="Seconds">Processor time of its thread in seconds; elapsed time where that is not known.</param>
public readonly record struct Trained<T>(T Value, double Seconds);
