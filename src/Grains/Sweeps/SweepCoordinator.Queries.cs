using Symmetry.Grains.Storage;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Sweeps;

/// <summary>Answers queries, from memory or from the store, and loads the state from the store.</summary>
internal sealed partial class SweepCoordinator
{
    private const int MaxTallies = 10_000;
    private const int MaxRanges = 10_000;
    private const int MaxRows = 10_000;

    // Outcomes may be a hundred times as large as results, and are read even where they are not sent.
    private const int MaxRowsWithOutcomes = 500;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxTurn = TimeSpan.FromMilliseconds(50);

    private Sweep? knownSweep;
    private Task<SweepState>? loading;
    private long confirmedAt;
    private Task<bool>? confirmation;

    // What the count of lost rows is at least. Not added to the stored one: another coordinator may have counted the same rows, and a store that
    // was restored has an earlier count.
    private long lost;
    private Task<string>? fingerprint;

    public async Task<string> GetSpecAsync() => (await GetSweepAsync()).Canonical;

    public async Task<SweepProgress> GetProgressAsync()
    {
        var state = await CurrentAsync();
        Expire(state);
        return state.Progress();
    }

    public async Task<CellTallyPage> GetTalliesAsync(int from, int count)
    {
        var state = await CurrentAsync();
        var first = Math.Clamp(from, 0, state.Sweep.Cells.Length);
        var cells = Math.Clamp(count, 0, Math.Min(MaxTallies, state.Sweep.Cells.Length - first));
        return new CellTallyPage(first, [.. Enumerable.Range(first, cells).Select(state.EncodeTally)]) { Exits = state.ExitsOf(first, cells) };
    }

    public async Task<TrialRange[]> GetMissingAsync(long from) => (await CurrentAsync()).Leases.Missing(from, MaxRanges);

    public async Task<SiloShare[]> GetSilosAsync()
    {
        var state = await CurrentAsync();
        Expire(state);
        var now = Now;
        return [.. state.Leases.Holders.Select(holder =>
            new SiloShare(holder.Silo, holder.Held, (now - holder.LastContact).TotalSeconds, state.FailureAttribution.IsQuarantined(holder.Silo))
            {
                Slots = slotsOf.GetValueOrDefault(holder.Silo),
                LeasedFor = holder.Held > 0 ? (now - holder.LastLease).TotalSeconds : -1,
            })];
    }

    public async Task<TrialRow[]> GetRowsAsync(int cell, long from, int count)
    {
        var rows = await GetOutcomesAsync(cell, from, count);
        return Array.ConvertAll(rows, row => row.Outcomes is null ? row : row with { Outcomes = null });
    }

    public async Task<TrialRow[]> GetOutcomesAsync(int cell, long from, int count)
    {
        var sweep = await GetSweepAsync();
        if (cell < 0 || cell >= sweep.Cells.Length)
        {
            throw new RefusedException($"Cell {cell} does not exist; {id} has {sweep.Cells.Length} cells.");
        }

        // With a goal, a cell ends at its stop, which depends on the results. What was counted before must be there.
        var state = sweep.Spec.Replicates.HasGoal || loading is { IsCompletedSuccessfully: true } ? await CurrentAsync() : null;
        var limit = state?.LimitOf(cell) ?? sweep.Replicates;

        var maxRows = sweep.Spec.KeepsOutcomes ? MaxRowsWithOutcomes : MaxRows;

        // Damaged rows are left out. A page with only damaged rows is skipped, because an empty one means the end of the cell.
        var next = Math.Max(0, from);
        while (true)
        {
            var size = (int)Math.Clamp(Math.Min(count, limit - next), 0, maxRows);
            var page = await store.ReadCellAsync(sweep, cell, next, size);
            LogDamage(page);
            if (state is not null)
            {
                await RequireCountedAsync(state, cell, next, size, page);
            }

            if (page.Rows.Count > 0 || page.Damaged.Count == 0)
            {
                return [.. page.Rows.Where(row => sweep.ReplicateOf(row.Trial) < limit)];
            }

            next = sweep.ReplicateOf(page.Damaged[^1]) + 1;
        }
    }

    public async Task<string> GetFingerprintAsync()
    {
        var state = await CurrentAsync();
        var computing = fingerprint ??= ComputeFingerprintAsync(state, state.IsDone);
        return await computing;
    }

    // The sweep without its results: it never changes.
    private async Task<Sweep> GetSweepAsync()
    {
        ThrowIfSuperseded();
        try
        {
            return knownSweep ?? (await FindAsync()).Sweep;
        }
        catch (Exception e)
        {
            Leave(e);
            throw;
        }
    }

    private void Leave(Exception failure)
    {
        if (failure is StoreException)
        {
            placement.MoveAway();
        }
        else
        {
            placement.Deactivate();
        }
    }

    private async Task<(Sweep Sweep, SweepHead Head)> FindAsync()
    {
        var stored = await store.FindSweepAsync(id) ?? throw new RefusedException($"Unknown sweep '{id}'.");
        return (knownSweep ??= SweepCache.ParseStored(id, stored), stored.Head);
    }

    // Loads once at a time. A failed load is discarded, so that the next call tries again.
    private async Task<SweepState> LoadAsync()
    {
        ThrowIfSuperseded();
        var pending = loading ??= ReadAsync();
        try
        {
            return await pending;
        }
        catch (Exception e)
        {
            if (loading == pending)
            {
                loading = null;
                Leave(e);
            }

            throw;
        }
    }

    // For queries. A coordinator that was cut off may have been replaced without knowing it, and would answer with old counts; and a store that was
    // restored may have fewer rows than the coordinator counted, also after the end of the sweep.
    private async Task<SweepState> CurrentAsync()
    {
        while (true)
        {
            var state = await LoadAsync();
            if (time.GetElapsedTime(confirmedAt) <= MaxAge)
            {
                return state;
            }

            confirmation = confirmation is { IsCompleted: false } pending ? pending : ConfirmAsync(state);
            if (await confirmation)
            {
                return state;
            }
        }
    }

    // Returns false if the store must be read again.
    private async Task<bool> ConfirmAsync(SweepState state)
    {
        try
        {
            if (options.Value.ReadOnly)
            {
                // Another process may write to the store.
                var found = await store.FindSweepAsync(id).WaitAsync(MaxAge, time);
                return found?.Head == state.Head || !Drop(state);
            }

            // A restored store may also have another status.
            return await store.CheckAsync(id, state.Fence).WaitAsync(MaxAge, time) == state.Status || !Drop(state);
        }
        catch (StaleCoordinatorException e)
        {
            throw Discard(state, e);
        }
        catch (MissingRowsException e)
        {
            Reread(state, e.Message, e.Missing);
            return false;
        }
        catch (Exception e) when (e is StoreException or TimeoutException)
        {
            // While the store does not answer, answer from memory.
            return true;
        }
        finally
        {
            confirmedAt = time.GetTimestamp();
        }
    }

    private async Task<SweepState> ReadAsync()
    {
        var (sweep, head) = await FindAsync();
        var fence = default(Fence);
        if (!options.Value.ReadOnly)
        {
            fence = await store.TakeEpochAsync(id);

            // Until then, another coordinator may have changed the counts.
            head = (await FindAsync()).Head;
        }

        var state = new SweepState(sweep, head, fence.Epoch, new LeaseBook(sweep.Trials, options.Value.LeaseExpiry)) { Lost = Math.Max(head.Lost, lost) };
        await CountStoredAsync(state);

        // A crash between the last commit and the change of status, or damage after both, leaves a wrong status.
        var correct = (state.IsDone, state.Status) switch
        {
            (true, _) => SweepStatus.Completed,
            (false, SweepStatus.Completed) => SweepStatus.Running,
            _ => state.Status,
        };
        if (!options.Value.ReadOnly)
        {
            await WriteLoadedAsync(state, correct);
        }

        lost = 0;
        confirmedAt = time.GetTimestamp();
        state.Status = correct;
        LogLoaded(logger, id, state.Leases.DoneCount, sweep.Trials, correct);
        return state;
    }

    // Also confirms that no row disappeared while the rows were read.
    private async Task WriteLoadedAsync(SweepState state, SweepStatus correct)
    {
        try
        {
            await (correct == state.Status ? store.CheckAsync(id, state.Fence) : store.SetStatusAsync(id, state.Fence, correct));
            if (state.Counts != state.StoredCounts)
            {
                await store.SetCountsAsync(id, state.Fence, state.Counts);
                state.StoredCounts = state.Counts;
            }
        }
        catch (Exception e) when (e is StaleCoordinatorException or MissingRowsException)
        {
            throw Moved();
        }
    }

    // Rows come cell by cell. A rule by rounds would take all its rounds with the last cell, in one turn, and is given them in the order of the
    // trials instead, with a pause for other calls now and then.
    private async Task CountStoredAsync(SweepState state)
    {
        var later = new List<EndedTrial>();
        await foreach (var page in store.ReadAllAsync(state.Sweep))
        {
            LogDamage(page);
            state.Stored += page.Rows.Count + page.Damaged.Count;
            foreach (var row in page.Rows)
            {
                var ended = EndedTrial.Decode(row);
                if (state.IsCountedByRound)
                {
                    later.Add(ended);
                }
                else
                {
                    state.Count(ended);
                }
            }
        }

        var turn = time.GetTimestamp();
        foreach (var ended in later.OrderBy(ended => ended.Row.Trial))
        {
            state.Count(ended);
            if (time.GetElapsedTime(turn) > MaxTurn)
            {
                await Task.Yield();
                turn = time.GetTimestamp();
            }
        }
    }

    // Over each cell's results from replicate 0 to its stop, or to the first missing one.
    private async Task<string> ComputeFingerprintAsync(SweepState state, bool keep)
    {
        try
        {
            using var result = new Fingerprint(state.Sweep);
            var next = new long[state.Sweep.Cells.Length];
            var known = state.Final;
            await foreach (var page in store.ReadAllAsync(state.Sweep))
            {
                LogDamage(page);
                if (page.Damaged.Any(state.Leases.IsDone))
                {
                    throw Reread(state, "a stored row is damaged.");
                }

                foreach (var row in page.Rows)
                {
                    var cell = state.Sweep.CellOf(row.Trial).Number;
                    var replicate = state.Sweep.ReplicateOf(row.Trial);
                    if (replicate == next[cell] && replicate < state.LimitOf(cell))
                    {
                        result.Add(cell, replicate, row.Result);
                        next[cell]++;
                    }
                }
            }

            return !keep || next.Sum() == known ? result.Finish()
                : throw Reread(state, $"{known - next.Sum()} of {known} rows are missing or damaged.");
        }
        catch
        {
            keep = false;
            throw;
        }
        finally
        {
            if (!keep)
            {
                fingerprint = null;
            }
        }
    }

    // Every trial that was done before the page was read must be in it. A trial that is not may have been done since, and is read once more.
    private async Task RequireCountedAsync(SweepState state, int cell, long from, int size, StoredPage page)
    {
        var isFull = page.Rows.Count + page.Damaged.Count == size;
        var last = page.Rows.Select(row => row.Trial).Append(page.Damaged.DefaultIfEmpty(-1).Max()).Max();
        var end = !isFull ? state.LimitOf(cell) : last < 0 ? from : state.Sweep.ReplicateOf(last) + 1;
        var at = 0;
        for (var replicate = from; replicate < end; replicate++)
        {
            var trial = state.Sweep.TrialOf(cell, replicate);
            if (at < page.Rows.Count && page.Rows[at].Trial == trial)
            {
                at++;
            }
            else if (state.Leases.IsDone(trial) && !(await store.ReadCellAsync(state.Sweep, cell, replicate, 1)).Rows.Any(row => row.Trial == trial))
            {
                throw Reread(state, $"trial {trial} is missing or damaged.");
            }
        }
    }

    private void LogDamage(StoredPage page)
    {
        foreach (var trial in page.Damaged)
        {
            LogDamaged(logger, id, trial);
        }
    }
}
