namespace Symmetry.Grains.Trials;

/// <summary>The jobs that wait for a slot, oldest first. Thread-safe.</summary>
internal sealed class SlotQueue
{
    private readonly LinkedList<SlotJob> waiting = [];
    private bool isClosed;

    /// <summary>The number of waiting jobs.</summary>
    public int Count
    {
        get
        {
            lock (waiting)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Adds a job, unless the queue is closed.</summary>
    public bool Add(SlotJob job)
    {
        lock (waiting)
        {
            if (!isClosed)
            {
                waiting.AddLast(job);
                Monitor.Pulse(waiting);
            }

            return !isClosed;
        }
    }

    /// <summary>Closes the queue; its jobs can still be taken.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Close()
    {
        lock (waiting)
        {
            Monitor.PulseAll(waiting);
            return !isClosed && (isClosed = true);
        }
    }

    /// <summary>Waits for a job, and takes it with the next ones that can run together with it.</summary>
    /// <param name="max">The number of jobs to take at most, from the number of waiting jobs.</param>
    /// <returns>The jobs, the oldest first; none if the queue is closed and empty.</returns>
    public IReadOnlyList<SlotJob> Take(Func<int, int> max)
    {
        lock (waiting)
        {
            while (waiting.Count == 0 && !isClosed)
            {
                Monitor.Wait(waiting);
            }

            var group = new List<SlotJob>();
            var most = max(waiting.Count);
            for (var node = waiting.First; node is not null && group.Count < most;)
            {
                var next = node.Next;
                if (group.Count == 0 || group[0].CanJoin(node.Value))
                {
                    group.Add(node.Value);
                    waiting.Remove(node);
                }

                node = next;
            }

            return group;
        }
    }
}
