namespace Symmetry.Grains.Sweeps;

/// <summary>Which trials are done, which are free, and which silo holds the others. Memory only: no clock, no I/O.</summary>
/// <remarks>
/// Two bytes per trial: free, done, set aside (leased only to a chosen silo), or the number of the silo that holds it. A lease ends when
/// the trial is done, when the silo reports without it, when the silo does not report for the expiry time, or when the silo is
/// dead. So a trial has at most one holder. Not thread-safe.
/// </remarks>
/// <param name="trials">The number of trials.</param>
/// <param name="expiry">How long a silo may go without a report before its leases expire.</param>
internal sealed class LeaseBook(long trials, TimeSpan expiry)
{
    private const ushort Free = 0;
    private const ushort Done = ushort.MaxValue;
    private const ushort Aside = ushort.MaxValue - 1;

    private readonly ushort[] owners = new ushort[trials];
    private readonly List<Holder?> holders = [null];

    // Trials below first are done, those from beyond on are free, and no trial below cursor is free.
    private int first;
    private int beyond;
    private int cursor;
    private long done;
    private long held;
    private long aside;

    private sealed record Holder(string Silo, long Held, TimeSpan LastContact, TimeSpan LastLease);

    /// <summary>The number of trials that are done.</summary>
    public long DoneCount => done;

    /// <summary>The number of trials that silos hold.</summary>
    public long HeldCount => held;

    /// <summary>The number of trials that can be leased in order.</summary>
    public long FreeCount => owners.Length - done - held - aside;

    /// <summary>Silos that have reported and are not expired, the number of trials that each holds, and when it last reported and last got a lease.</summary>
    public IEnumerable<(string Silo, long Held, TimeSpan LastContact, TimeSpan LastLease)> Holders =>
        holders.OfType<Holder>().Select(holder => (holder.Silo, holder.Held, holder.LastContact, holder.LastLease));

    /// <summary>Whether the trial is done.</summary>
    public bool IsDone(long trial) => owners[trial] == Done;

    /// <summary>Marks a trial as done, whichever silo holds it.</summary>
    /// <returns>False if it was done before.</returns>
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

    /// <summary>Keeps a trial from being leased in order, if it is free or held by this silo.</summary>
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

    /// <summary>Leases a silo a trial that was set aside.</summary>
    /// <returns>False if it was not set aside.</returns>
    public bool LeaseSetAside(long trial, string silo, TimeSpan now)
    {
        if (owners[trial] != Aside)
        {
            return false;
        }

        Set((int)trial, RecordContact(silo, now));
        return true;
    }

    /// <summary>Trials that are not done, lowest first.</summary>
    public TrialRange[] Missing(long from, int maxRanges)
    {
        List<TrialRange> missing = [];
        for (var at = (int)Math.Clamp(from, first, owners.Length); at < owners.Length && missing.Count < maxRanges;)
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

    /// <summary>Updates the book with the trials that a silo reports to hold.</summary>
    /// <returns>Those that it must drop, because they are done or held by another silo.</returns>
    public TrialRange[] Reconcile(string silo, IReadOnlyList<TrialRange> reported, TimeSpan now)
    {
        var number = RecordContact(silo, now);
        var revoked = new RangeList();
        var at = first;
        foreach (var range in reported.OrderBy(range => range.From))
        {
            var from = (int)Math.Clamp(range.From, at, owners.Length);
            var to = (int)Math.Clamp(range.To, from, owners.Length);
            Release(number, at, from);
            for (var trial = from; trial < to; trial++)
            {
                if (owners[trial] == Free)
                {
                    Set(trial, number);
                }
            }

            at = to;
        }

        Release(number, at, beyond);
        foreach (var range in reported)
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

    /// <summary>Leases a silo the lowest free trials.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="count">The maximum number of trials.</param>
    /// <param name="now">The time since any fixed moment, from a clock that is never set.</param>
    /// <param name="below">Only trials below this one. Default: all.</param>
    /// <param name="isWanted">Only trials for which this holds. Default: all.</param>
    public TrialRange[] Lease(string silo, long count, TimeSpan now, long below = long.MaxValue, Predicate<long>? isWanted = null)
    {
        var number = RecordContact(silo, now);
        var leased = new RangeList();
        var end = (int)Math.Min(below, owners.Length);
        cursor = Math.Max(cursor, first);
        var skipped = -1;
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
            else if (skipped < 0)
            {
                skipped = at;
            }

            at++;
        }

        cursor = skipped < 0 ? Math.Max(cursor, at) : skipped;
        var ranges = leased.ToArray();
        if (ranges.Length > 0)
        {
            holders[number] = holders[number]! with { LastLease = now };
        }

        return ranges;
    }

    /// <summary>Ends the leases of silos that are dead or have not reported for the expiry time.</summary>
    /// <returns>The silos that lost trials, and how many.</returns>
    public IReadOnlyList<(string Silo, long Trials)> Expire(TimeSpan now, Predicate<string> isDead)
    {
        List<(string, long)> expired = [];
        for (var number = 1; number < holders.Count; number++)
        {
            if (holders[number] is { } holder && (now - holder.LastContact > expiry || isDead(holder.Silo)))
            {
                Release((ushort)number, first, beyond);
                holders[number] = null;
                if (holder.Held > 0)
                {
                    expired.Add((holder.Silo, holder.Held));
                }
            }
        }

        return expired;
    }

    // Frees the trials of a silo from one number up to another.
    private void Release(ushort number, int from, int to)
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

    private ushort RecordContact(string silo, TimeSpan now)
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

            holders[number] = new Holder(silo, 0, now, now);
        }

        holders[number] = holders[number]! with { LastContact = now };
        return (ushort)number;
    }

    private void Set(int trial, ushort owner)
    {
        Count(owners[trial], -1);
        Count(owner, +1);
        owners[trial] = owner;
        beyond = Math.Max(beyond, trial + 1);

        void Count(ushort state, int by)
        {
            if (state == Done)
            {
                done += by;
            }
            else if (state == Aside)
            {
                aside += by;
            }
            else if (state != Free)
            {
                held += by;
                holders[state] = holders[state]! with { Held = holders[state]!.Held + by };
            }
        }
    }
}
