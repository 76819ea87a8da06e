using System.Threading.Channels;

namespace Symmetry.Grains.Work;

/// <summary>The trials that this silo holds: waiting, running, or ended with a row that is not acknowledged yet.</summary>
/// <remarks>Thread-safe. Trials start in the order in which they were leased.</remarks>
internal sealed class WorkList
{
    private readonly Lock gate = new();
    private readonly LinkedList<(string Sweep, TrialRange Range)> waiting = [];
    private readonly Dictionary<string, Dictionary<long, TrialRow?>> started = [];
    private readonly HashSet<(string Sweep, long Trial)> second = [];
    private readonly Channel<bool> available = Channel.CreateUnbounded<bool>();
    private long waitingCount;
    private long runningCount;

    /// <summary>The number of waiting and running trials.</summary>
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

        for (var i = 0L; i < count; i++)
        {
            available.Writer.TryWrite(true);
        }
    }

    /// <summary>Waits for a trial and marks it as running.</summary>
    public async Task<(string Sweep, long Trial)> TakeAsync(CancellationToken stop)
    {
        while (true)
        {
            await available.Reader.ReadAsync(stop);
            lock (gate)
            {
                // Revoked trials leave their signals behind.
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
                var trials = Started(sweep);
                if (trials.TryAdd(range.From, null))
                {
                    runningCount++;
                    return (sweep, range.From);
                }
            }
        }
    }

    /// <summary>Records the row of a running trial.</summary>
    public void Finish(string sweep, TrialRow row)
    {
        lock (gate)
        {
            var trials = Started(sweep);
            if (trials.TryGetValue(row.Trial, out var known) && known is null)
            {
                runningCount--;
            }

            trials[row.Trial] = second.Remove((sweep, row.Trial)) ? row with { Attempts = 2 } : row;
        }
    }

    /// <summary>Drops a running trial without a row.</summary>
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

    /// <summary>The rows and the held trials of a sweep, for a report.</summary>
    public (TrialRow[] Rows, TrialRange[] Held) Report(string sweep, int maxRows)
    {
        lock (gate)
        {
            var trials = Started(sweep);
            var rows = trials.Values.OfType<TrialRow>().Take(maxRows).ToArray();
            var running = trials.Where(trial => trial.Value is null).Select(trial => new TrialRange(trial.Key, trial.Key + 1));
            return (rows, [.. running, .. waiting.Where(leased => leased.Sweep == sweep).Select(leased => leased.Range)]);
        }
    }

    /// <summary>The number of rows of a sweep to report, and whether no other trial of it is held.</summary>
    public (int Rows, bool IsLast) Ready(string sweep)
    {
        lock (gate)
        {
            if (!started.TryGetValue(sweep, out var trials) || trials.Count == 0)
            {
                return (0, false);
            }

            var rows = trials.Count(trial => trial.Value is not null);
            return (rows, rows == trials.Count && waiting.All(leased => leased.Sweep != sweep));
        }
    }

    /// <summary>Removes rows that are stored.</summary>
    public void Acknowledge(string sweep, long[] acknowledged)
    {
        lock (gate)
        {
            var trials = Started(sweep);
            foreach (var trial in acknowledged)
            {
                if (trials.TryGetValue(trial, out var row) && row is not null)
                {
                    trials.Remove(trial);
                }
            }
        }
    }

    /// <summary>Removes waiting trials.</summary>
    /// <returns>Trials in the ranges that are running.</returns>
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

            return [.. Started(sweep).Where(trial => trial.Value is null && ranges.Any(range => trial.Key >= range.From && trial.Key < range.To))
                .Select(trial => trial.Key)];
        }
    }

    /// <summary>Removes all trials of a sweep that are not running.</summary>
    public void Forget(string sweep)
    {
        lock (gate)
        {
            Revoke(sweep, [new TrialRange(0, long.MaxValue)]);
            foreach (var trial in Started(sweep).Where(ended => ended.Value is not null).Select(ended => ended.Key).ToArray())
            {
                Started(sweep).Remove(trial);
            }
        }
    }

    /// <summary>The sweeps of which trials are held.</summary>
    public string[] Sweeps()
    {
        lock (gate)
        {
            return [.. started.Where(trials => trials.Value.Count > 0).Select(trials => trials.Key).Union(waiting.Select(leased => leased.Sweep))];
        }
    }

    private void Revoke(LinkedListNode<(string Sweep, TrialRange Range)> node, TrialRange[] ranges)
    {
        foreach (var range in ranges)
        {
            var (sweep, held) = node.Value;
            var from = Math.Max(held.From, range.From);
            var to = Math.Min(held.To, range.To);
            if (from >= to)
            {
                continue;
            }

            waitingCount -= to - from;
            if (from > held.From)
            {
                waiting.AddBefore(node, (sweep, held with { To = from }));
            }

            if (to >= held.To)
            {
                waiting.Remove(node);
                return;
            }

            node.Value = (sweep, held with { From = to });
        }
    }

    private Dictionary<long, TrialRow?> Started(string sweep)
    {
        if (!started.TryGetValue(sweep, out var trials))
        {
            started.Add(sweep, trials = []);
        }

        return trials;
    }
}
