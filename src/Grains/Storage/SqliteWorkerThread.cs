using System.Collections.Concurrent;

namespace Symmetry.Grains.Storage;

/// <summary>One thread of a store's own, on which its blocking writes run in the order in which they were asked for.</summary>
/// <remarks>
/// Whatever has queued up while one group was being written is handed over together: that makes one transaction of many
/// reports without making anybody wait for a timer.
/// </remarks>
internal sealed class SqliteWorkerThread<TJob> : IDisposable
{
    private readonly BlockingCollection<TJob> jobs = [];
    private readonly Action<IReadOnlyList<TJob>> write;
    private readonly int most;
    private readonly Thread thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="most">The most jobs that are handed over together.</param>
    /// <param name="write">Does the jobs; must not throw, and must complete each.</param>
    public SqliteWorkerThread(string name, int most, Action<IReadOnlyList<TJob>> write)
    {
        this.write = write;
        this.most = most;
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

    /// <summary>Does what is queued and ends the thread.</summary>
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
            while (group.Count < most && jobs.TryTake(out var next))
            {
                group.Add(next);
            }

            write(group);
            group.Clear();
        }
    }
}
