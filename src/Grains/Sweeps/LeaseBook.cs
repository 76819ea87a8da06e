namespace Symmetry.Grains.Sweeps;

/// <summary>Which trials are done, which a silo holds, and which are free. Plain memory, no clock of its own, no I/O.</summary>
/// <remarks>
/// Two bytes a trial: free, done, set aside (free, but for a silo that is chosen), or the number of the silo that holds it. A silo's hold ends when its trials are done, when
/// it says that it does not hold them, when it was not heard of for the time of expiry, or when it is known to be dead. So a
/// trial has at most one holder, and one that is alive and heard of keeps it. Not thread-safe.
/// </remarks>
/// <param name="trials">How many trials there are.</param>
/// <param name="expiry">How long a silo keeps its trials without being heard of.</param>
internal sealed class LeaseBook(long trials, TimeSpan expiry)
{
    private const ushort Free = 0;
    private const ushort Done = ushort.MaxValue;
    private const ushort Aside = ushort.MaxValue - 1;

    private readonly ushort[] owners = new ushort[trials];
    private readonly List<Holder?> holders = [null];

    // Below first everything is done, from beyond on everything is free, and no free trial is below cursor.
    private int first;
    private int beyond;
    private int cursor;
    private long done;
    private long held;
    private long aside;

    private sealed record Holder(string Silo, DateTimeOffset Heard, long Held, DateTimeOffset Leased);

    /// <summary>How many trials are done.</summary>
    public long DoneCount => done;

    /// <summary>How many trials are held.</summary>
    public long HeldCount => held;

    /// <summary>How many trials may be leased in their order.</summary>
    public long FreeCount => owners.Length - done - held - aside;

    /// <summary>Silos that were heard of and are not expired, what each holds, when it was heard of last, and when it got trials last.</summary>
    public IEnumerable<(string Silo, long Held, DateTimeOffset Heard, DateTimeOffset Leased)> Silos =>
        holders.OfType<Holder>().Select(holder => (holder.Silo, holder.Held, holder.Heard, holder.Leased));

    /// <summary>Whether the trial is done.</summary>
    public bool IsDone(long trial) => owners[trial] == Done;

    /// <summary>Marks a trial as done, whoever held it.</summary>
    /// <returns>Whether it was not done before.</returns>
    public bool Complete(long trial)
    {
        var owner = owners[trial];
        if (owner == Done)
        {
            return false;
        }

        Set((int)trial, Done);
        while (first < owners.Length && owners[first] == Done)
        {
            first++;
        }

        return true;
    }

    /// <summary>Keeps a trial from being leased in its order, if it is free or held by this silo.</summary>
    /// <returns>Whether it is set aside now.</returns>
    public bool SetAside(long trial, string? silo = null)
    {
        var owner = owners[trial];
        if (owner == Free || (owner is not Done and not Aside && holders[owner]!.Silo == silo))
        {
            Set((int)trial, Aside);
        }

        return owners[trial] == Aside;
    }

    /// <summary>Gives a silo a trial that was set aside.</summary>
    /// <returns>Whether it was.</returns>
    public bool TakeAside(long trial, string silo, DateTimeOffset now)
    {
        if (owners[trial] != Aside)
        {
            return false;
        }

        Set((int)trial, Hear(silo, now));
        return true;
    }

    /// <summary>Trials that are not done, lowest first.</summary>
    /// <param name="from">The first that is asked about.</param>
    /// <param name="mostRanges">At most so many.</param>
    public TrialRange[] Missing(long from, int mostRanges)
    {
        List<TrialRange> missing = [];
        for (var at = (int)Math.Clamp(from, first, owners.Length); at < owners.Length && missing.Count < mostRanges;)
        {
            var step = owners.AsSpan(at).IndexOfAnyExcept(Done);
            if (step < 0)
            {
                break;
            }

            at += step;
            var length = owners.AsSpan(at).IndexOf(Done);
            var end = length < 0 ? owners.Length : at + length;
            missing.Add(new TrialRange(at, end));
            at = end;
        }

        return [.. missing];
    }

    /// <summary>Brings the book into line with what a silo says that it holds.</summary>
    /// <returns>Trials that it should not work at: done, or held by another silo.</returns>
    public TrialRange[] Reconcile(string silo, IReadOnlyList<TrialRange> says, DateTimeOffset now)
    {
        var number = Hear(silo, now);
        var revoked = new RangeList();
        var at = first;
        foreach (var range in says.OrderBy(range => range.From))
        {
            var from = (int)Math.Clamp(range.From, at, owners.Length);
            var to = (int)Math.Clamp(range.To, from, owners.Length);
            Forget(number, at, from);
            for (var trial = from; trial < to; trial++)
            {
                if (owners[trial] == Free)
                {
                    Set(trial, number);
                }
            }

            at = to;
        }

        Forget(number, at, beyond);
        foreach (var range in says)
        {
            for (var trial = Math.Max(0, range.From); trial < Math.Min(range.To, owners.Length); trial++)
            {
                if (owners[trial] != number)
                {
                    revoked.Add(trial);
                }
            }
        }

        return revoked.ToArray();
    }

    /// <summary>Gives a silo the lowest free trials.</summary>
    /// <param name="silo">Who gets them.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="now">The time.</param>
    /// <param name="below">Only trials below this one; by default all.</param>
    /// <param name="isWanted">Only these; by default all.</param>
    public TrialRange[] Lease(string silo, long count, DateTimeOffset now, long below = long.MaxValue, Predicate<long>? isWanted = null)
    {
        var number = Hear(silo, now);
        var leased = new RangeList();
        var end = (int)Math.Min(below, owners.Length);
        cursor = Math.Max(cursor, first);
        var passed = -1;
        var at = cursor;
        while (count > 0 && at < end)
        {
            var step = owners.AsSpan(at, end - at).IndexOf(Free);
            if (step < 0)
            {
                at = end;
                break;
            }

            at += step;
            if (isWanted is null || isWanted(at))
            {
                Set(at, number);
                leased.Add(at);
                count--;
            }
            else if (passed < 0)
            {
                passed = at;
            }

            at++;
        }

        cursor = passed < 0 ? Math.Max(cursor, at) : passed;
        var ranges = leased.ToArray();
        if (ranges.Length > 0)
        {
            holders[number] = holders[number]! with { Leased = now };
        }

        return ranges;
    }

    /// <summary>Frees what is held by silos that are dead or were not heard of.</summary>
    /// <returns>Whose trials were freed, and how many.</returns>
    public IReadOnlyList<(string Silo, long Trials)> Expire(DateTimeOffset now, Predicate<string> isDead)
    {
        List<(string, long)> expired = [];
        for (var number = 1; number < holders.Count; number++)
        {
            if (holders[number] is { } holder && (now - holder.Heard > expiry || isDead(holder.Silo)))
            {
                Forget((ushort)number, first, beyond);
                holders[number] = null;
                if (holder.Held > 0)
                {
                    expired.Add((holder.Silo, holder.Held));
                }
            }
        }

        return expired;
    }

    // Frees what the silo holds in a stretch.
    private void Forget(ushort number, int from, int to)
    {
        while (from < to && holders[number]!.Held > 0)
        {
            var step = owners.AsSpan(from, to - from).IndexOf(number);
            if (step < 0)
            {
                return;
            }

            from += step;
            Set(from, Free);
            cursor = Math.Min(cursor, from);
            from++;
        }
    }

    private ushort Hear(string silo, DateTimeOffset now)
    {
        var number = holders.FindIndex(holder => holder?.Silo == silo);
        if (number < 0)
        {
            number = holders.FindIndex(1, holder => holder is null);
            if (number < 0)
            {
                number = holders.Count;
                holders.Add(null);
            }

            holders[number] = new Holder(silo, now, 0, now);
        }

        holders[number] = holders[number]! with { Heard = now };
        return (ushort)number;
    }

    private void Set(int trial, ushort owner)
    {
        Count(owners[trial], -1);
        Count(owner, +1);
        owners[trial] = owner;
        beyond = Math.Max(beyond, trial + 1);

        void Count(ushort of, int by)
        {
            if (of == Done)
            {
                done += by;
            }
            else if (of == Aside)
            {
                aside += by;
            }
            else if (of != Free)
            {
                held += by;
                holders[of] = holders[of]! with { Held = holders[of]!.Held + by };
            }
        }
    }
}
