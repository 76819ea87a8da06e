using Symmetry.Grains.Storage;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Sweeps;

/// <summary>Answers queries, from memory or from the store, and loads the state from the store.</summary>
internal sealed partial class SweepGrain
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
    private long loadedAt;
    private long epochCheckedAt;
    private Task? epochCheck;
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
        var now = time.GetUtcNow();
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
            throw new RefusedException($"Cell {cell} does not exist; {Id} has {sweep.Cells.Length} cells.");
        }

        // With a goal, a cell ends at its stop, which depends on the results.
        var limit = sweep.Spec.Replicates.HasGoal ? (await CurrentAsync()).LimitOf(cell) : sweep.Replicates;

        var maxRows = sweep.Spec.KeepsOutcomes ? MaxRowsWithOutcomes : MaxRows;

        // Damaged rows are left out. A page with only damaged rows is skipped, because an empty one means the end of the cell.
        var next = Math.Max(0, from);
        while (true)
        {
            var page = await store.ReadCellAsync(sweep, cell, next, (int)Math.Clamp(Math.Min(count, limit - next), 0, maxRows));
            LogDamage(page);
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
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<(Sweep Sweep, SweepHead Head)> FindAsync()
    {
        var stored = await store.FindSweepAsync(Id) ?? throw new RefusedException($"Unknown sweep '{Id}'.");
        return (knownSweep ??= SweepCache.Parse(stored.Canonical), stored.Head);
    }

    // Loads once at a time. A failed load is discarded, so that the next call tries again.
    private async Task<SweepState> LoadAsync()
    {
        ThrowIfSuperseded();
        if (options.Value.ReadOnly && loading is { IsCompletedSuccessfully: true, Result.IsDone: false }
            && time.GetElapsedTime(loadedAt) > MaxAge)
        {
            // Another process may have written to the store.
            loading = null;
            fingerprint = null;
        }

        var pending = loading ??= ReadAsync();
        try
        {
            return await pending;
        }
        catch
        {
            if (loading == pending)
            {
                loading = null;
                DeactivateOnIdle();
            }

            throw;
        }
    }

    // For queries. A coordinator that was cut off may have been replaced without knowing it, and would answer with old counts.
    // Once a sweep is done, its counts do not change any more.
    private async Task<SweepState> CurrentAsync()
    {
        var state = await LoadAsync();
        if (!options.Value.ReadOnly && !state.IsDone && time.GetElapsedTime(epochCheckedAt) > MaxAge)
        {
            epochCheck = epochCheck is { IsCompleted: false } pending ? pending : CheckEpochAsync(state.Epoch);
            await epochCheck;
        }

        return state;
    }

    private async Task CheckEpochAsync(long epoch)
    {
        try
        {
            await store.CheckEpochAsync(Id, epoch).WaitAsync(MaxAge, time);
        }
        catch (StaleCoordinatorException e)
        {
            throw Discard(e);
        }
        catch (Exception e) when (e is StoreException or TimeoutException)
        {
            // While the store does not answer, answer from memory.
        }
        finally
        {
            epochCheckedAt = time.GetTimestamp();
        }
    }

    private async Task<SweepState> ReadAsync()
    {
        loadedAt = time.GetTimestamp();
        var (sweep, head) = await FindAsync();
        var epoch = options.Value.ReadOnly ? 0 : await store.TakeEpochAsync(Id);
        var state = new SweepState(sweep, head, epoch, new LeaseBook(sweep.Trials, options.Value.LeaseExpiry));
        await CountStoredAsync(state);

        // A crash between the last commit and the change of status, or damage after both, leaves a wrong status.
        var correct = (state.IsDone, state.Status) switch
        {
            (true, _) => SweepStatus.Completed,
            (false, SweepStatus.Completed) => SweepStatus.Running,
            _ => state.Status,
        };
        if (correct != state.Status && !options.Value.ReadOnly)
        {
            await store.SetStatusAsync(Id, epoch, correct);
        }

        epochCheckedAt = time.GetTimestamp();
        state.Status = correct;
        LogLoaded(logger, Id, state.Leases.DoneCount, sweep.Trials, correct);
        return state;
    }

    // Rows come cell by cell. A rule by rounds would take all its rounds with the last cell, in one turn, and is given them in the order of the
    // trials instead, with a pause for other calls now and then.
    private async Task CountStoredAsync(SweepState state)
    {
        var later = new List<EndedTrial>();
        await foreach (var page in store.ReadAllAsync(state.Sweep))
        {
            LogDamage(page);
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
            await foreach (var page in store.ReadAllAsync(state.Sweep))
            {
                LogDamage(page);
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

            return result.Finish();
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

    private void LogDamage(StoredPage page)
    {
        foreach (var trial in page.Damaged)
        {
            LogDamaged(logger, Id, trial);
        }
    }
}
