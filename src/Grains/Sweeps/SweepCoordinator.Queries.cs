using Symmetry.Grains.Storage;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Sweeps;

/// <summary>Answers queries, from memory or from the store, and loads the state from the store.</summary>
internal sealed partial class SweepCoordinator
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly StoredResults results = new(store, time, trial => LogDamaged(logger, trial.Sweep, trial.Number));
    private Sweep? knownSweep;
    private Task<SweepState>? loading;
    private long confirmedAt;
    private Task<bool>? confirmation;

    // The counts of lost and of stored rows before the sweep was read again. Not added to the stored count of lost rows: another coordinator may
    // have counted the same ones, and a store that was restored has an earlier count.
    private long lost;
    private long known;
    private Task<string>? fingerprint;

    public async Task<string> GetSpecAsync() => (await GetSweepAsync()).Canonical;

    public async Task<string> GetClaimsAsync()
    {
        await GetSweepAsync();
        return await store.FindClaimsAsync(id);
    }

    public async Task SetClaimsAsync(string specification)
    {
        await GetSweepAsync();
        await (options.Value.ReadOnly
            ? throw new RefusedException("The store is read-only; claims cannot be stored.") : store.SetClaimsAsync(id, specification));
    }

    public async Task<SweepProgress> GetProgressAsync()
    {
        var state = await CurrentAsync();
        Expire(state);
        return state.Progress();
    }

    public async Task<CellTallyPage> GetTalliesAsync(int from, int count) => (await CurrentAsync()).Tallies(from, count);

    public async Task<TrialRange[]> GetMissingAsync(long from) => (await CurrentAsync()).Missing(from);

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

    public Task<TrialRow[]> GetRowsAsync(int cell, long from, int count) =>
        ReadAsync((sweep, state) => results.ReadCellAsync(sweep, state, cell, from, count, withOutcomes: false));

    public Task<TrialRow[]> GetOutcomesAsync(int cell, long from, int count) =>
        ReadAsync((sweep, state) => results.ReadCellAsync(sweep, state, cell, from, count, withOutcomes: true));

    public Task<TrialRow[]> GetRowsOfCellsAsync(int from, int cells) => ReadAsync((sweep, state) => results.ReadCellsAsync(sweep, state, from, cells));

    public async Task<string> GetFingerprintAsync()
    {
        var state = await CurrentAsync();
        var computing = fingerprint ??= ComputeFingerprintAsync(state);
        return await computing;
    }

    private async Task<TrialRow[]> ReadAsync(Func<Sweep, SweepState?, Task<TrialRow[]>> read)
    {
        var sweep = await GetSweepAsync();

        // What was counted before must be there.
        var state = StoredResults.NeedsCounts(sweep) || loading is { IsCompletedSuccessfully: true } ? await CurrentAsync() : null;
        try
        {
            return await read(sweep, state);
        }
        catch (LostResultsException e)
        {
            throw Reread(state!, e.Message);
        }
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
            Reread(state, e.Message);
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

        var state = new SweepState(sweep, head, fence.Epoch, new LeaseBook(sweep.Trials, options.Value.LeaseExpiry));
        await results.CountAsync(state);
        state.Lost = Math.Max(head.Lost, lost + Math.Max(0, known - state.Stored));
        var correct = state.CorrectStatus;
        if (!options.Value.ReadOnly)
        {
            await WriteLoadedAsync(state, correct);
        }

        (lost, known) = (0, 0);
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

    // Kept only once the sweep is done.
    private async Task<string> ComputeFingerprintAsync(SweepState state)
    {
        var isKept = false;
        try
        {
            var isDone = state.IsDone;
            var computed = await results.ComputeFingerprintAsync(state, isDone);
            isKept = isDone;
            return computed;
        }
        catch (LostResultsException e)
        {
            throw Reread(state, e.Message);
        }
        finally
        {
            if (!isKept)
            {
                fingerprint = null;
            }
        }
    }
}
