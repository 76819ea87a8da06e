using System.Collections.Concurrent;

namespace Symmetry.Grains.Storage;

/// <summary>A thread on which a store runs its blocking writes, in the order of the calls.</summary>
/// <remarks>
/// Jobs that were queued while a group was being written form the next group. So many reports share a transaction, and none waits
/// for a timer.
/// </remarks>
internal sealed class SqliteWorkerThread<TJob> : IDisposable
{
    private readonly BlockingCollection<TJob> jobs = [];
    private readonly Action<IReadOnlyList<TJob>> write;
    private readonly int maxJobs;
    private readonly Thread thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="maxJobs">The maximum number of jobs in a group.</param>
    /// <param name="write">Runs a group of jobs. Must not throw, and must complete each job.</param>
    public SqliteWorkerThread(string name, int maxJobs, Action<IReadOnlyList<TJob>> write)
    {
        this.write = write;
        this.maxJobs = maxJobs;
        thread = new Thread(Loop) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Queues a job.</summary>
    /// <exception cref="StoreException">The store is closed.</exception>
    public void Add(TJob job)
    {
        try
        {
            jobs.Add(job);
        }
        catch (InvalidOperationException)
        {
            throw new StoreException("The store is closed.");
        }
    }

    /// <summary>Runs the queued jobs and ends the thread.</summary>
    public void Dispose()
    {
        jobs.CompleteAdding();
        thread.Join();
    }

    private void Loop()
    {
        var group = new List<TJob>();
        foreach (var first in jobs.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < maxJobs && jobs.TryTake(out var next))
            {
                group.Add(next);
            }

            write(group);
            group.Clear();
        }
    }
}
