namespace Symmetry.Grains.Work;

/// <summary>What this silo holds: trials that wait, trials that are under way, and rows that are not acknowledged.</summary>
/// <remarks>Thread-safe: trials end on many threads at once. Trials are taken in the order in which they were leased.</remarks>
internal sealed class WorkList : IDisposable
{
    private readonly Lock gate = new();
    private readonly LinkedList<(string Sweep, TrialRange Range)> waiting = [];
    private readonly Dictionary<string, Dictionary<long, TrialRow?>> started = [];
    private readonly HashSet<(string Sweep, long Trial)> second = [];
    private readonly SemaphoreSlim available = new(0);
    private long waitingCount;
    private long runningCount;

    /// <summary>Trials that wait or are under way.</summary>
    public long HeldCount
    {
        get
        {
            lock (gate)
            {
                return waitingCount + runningCount;
            }
        }
    }

    /// <summary>Trials that wait.</summary>
    public long WaitingCount
    {
        get
        {
            lock (gate)
            {
                return waitingCount;
            }
        }
    }

    /// <summary>Adds leased trials.</summary>
    /// <param name="sweep">Their sweep.</param>
    /// <param name="ranges">The trials.</param>
    /// <param name="again">Those among them that are tried for the second time; their rows will say so.</param>
    public void Add(string sweep, TrialRange[] ranges, long[]? again = null)
    {
        var count = ranges.Sum(range => range.Count);
        if (count == 0)
        {
            return;
        }

        lock (gate)
        {
            waitingCount += count;
            foreach (var trial in again ?? [])
            {
                second.Add((sweep, trial));
            }

            foreach (var range in ranges)
            {
                waiting.AddLast((sweep, range));
            }
        }

        available.Release(checked((int)count));
    }

    /// <summary>Waits for a trial and takes it under way.</summary>
    public async Task<(string Sweep, long Trial)> TakeAsync(CancellationToken stop)
    {
        while (true)
        {
            await available.WaitAsync(stop);
            lock (gate)
            {
                // Revoked trials leave their permits behind.
                if (waiting.First is not { } node)
                {
                    continue;
                }

                var (sweep, range) = node.Value;
                waiting.RemoveFirst();
                if (range.Count > 1)
                {
                    waiting.AddFirst((sweep, range with { From = range.From + 1 }));
                }

                waitingCount--;
                var of = Started(sweep);
                if (of.TryAdd(range.From, null))
                {
                    runningCount++;
                    return (sweep, range.From);
                }
            }
        }
    }

    /// <summary>A trial under way has ended.</summary>
    public void Finish(string sweep, TrialRow row)
    {
        lock (gate)
        {
            var of = Started(sweep);
            if (of.TryGetValue(row.Trial, out var known) && known is null)
            {
                runningCount--;
            }

            of[row.Trial] = second.Remove((sweep, row.Trial)) ? row with { Attempts = 2 } : row;
        }
    }

    /// <summary>A trial under way is given up.</summary>
    public void Drop(string sweep, long trial)
    {
        lock (gate)
        {
            if (Started(sweep).Remove(trial, out var row) && row is null)
            {
                runningCount--;
            }
        }
    }

    /// <summary>What is to be said about a sweep.</summary>
    public (TrialRow[] Rows, TrialRange[] Held) Report(string sweep, int mostRows)
    {
        lock (gate)
        {
            var of = Started(sweep);
            var rows = of.Values.OfType<TrialRow>().Take(mostRows).ToArray();
            var running = of.Where(one => one.Value is null).Select(one => new TrialRange(one.Key, one.Key + 1));
            return (rows, [.. running, .. waiting.Where(one => one.Sweep == sweep).Select(one => one.Range)]);
        }
    }

    /// <summary>How many rows of a sweep wait to be brought, and whether nothing else of it is left here.</summary>
    public (int Rows, bool IsLast) Ready(string sweep)
    {
        lock (gate)
        {
            if (!started.TryGetValue(sweep, out var of) || of.Count == 0)
            {
                return (0, false);
            }

            var rows = of.Count(one => one.Value is not null);
            return (rows, rows == of.Count && waiting.All(one => one.Sweep != sweep));
        }
    }

    /// <summary>Forgets rows that are durable.</summary>
    public void Acknowledge(string sweep, long[] trials)
    {
        lock (gate)
        {
            var of = Started(sweep);
            foreach (var trial in trials)
            {
                if (of.TryGetValue(trial, out var row) && row is not null)
                {
                    of.Remove(trial);
                }
            }
        }
    }

    /// <summary>Forgets trials that wait and need not be done.</summary>
    /// <returns>Those among them that are under way.</returns>
    public IReadOnlyList<long> Revoke(string sweep, TrialRange[] ranges)
    {
        lock (gate)
        {
            for (var node = waiting.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Sweep == sweep)
                {
                    Revoke(node, ranges);
                }

                node = next;
            }

            return [.. Started(sweep).Where(one => one.Value is null && ranges.Any(range => one.Key >= range.From && one.Key < range.To))
                .Select(one => one.Key)];
        }
    }

    /// <summary>Forgets everything about a sweep that is not under way.</summary>
    public void Forget(string sweep)
    {
        lock (gate)
        {
            Revoke(sweep, [new TrialRange(0, long.MaxValue)]);
            foreach (var trial in Started(sweep).Where(one => one.Value is not null).Select(one => one.Key).ToArray())
            {
                Started(sweep).Remove(trial);
            }
        }
    }

    /// <summary>Sweeps of which something is here.</summary>
    public string[] Sweeps()
    {
        lock (gate)
        {
            return [.. started.Where(one => one.Value.Count > 0).Select(one => one.Key).Union(waiting.Select(one => one.Sweep))];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => available.Dispose();

    private void Revoke(LinkedListNode<(string Sweep, TrialRange Range)> node, TrialRange[] ranges)
    {
        foreach (var range in ranges)
        {
            var (sweep, mine) = node.Value;
            var from = Math.Max(mine.From, range.From);
            var to = Math.Min(mine.To, range.To);
            if (from >= to)
            {
                continue;
            }

            waitingCount -= to - from;
            if (from > mine.From)
            {
                waiting.AddBefore(node, (sweep, mine with { To = from }));
            }

            if (to >= mine.To)
            {
                waiting.Remove(node);
                return;
            }

            node.Value = (sweep, mine with { From = to });
        }
    }

    private Dictionary<long, TrialRow?> Started(string sweep)
    {
        if (!started.TryGetValue(sweep, out var of))
        {
            started.Add(sweep, of = []);
        }

        return of;
    }
}
