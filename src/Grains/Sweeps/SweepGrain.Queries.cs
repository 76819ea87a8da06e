using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Sweeps;

/// <summary>What the coordinator reads of the store: its sweep, what was committed before it began, rows and fingerprints.</summary>
internal sealed partial class SweepGrain
{
    private const int MaxRows = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private Sweep? opened;
    private Task<SweepState>? loading;
    private long loadedAt;
    private long provenAt;
    private Task? proving;
    private Task<string>? fingerprint;

    public async Task<string> GetSpecAsync() => (await OpenAsync()).Canonical;

    public async Task<TrialRow[]> GetRowsAsync(int cell, long from, int count)
    {
        var sweep = await OpenAsync();
        if (cell < 0 || cell >= sweep.Cells.Length)
        {
            throw new RefusedException($"{Id} has {sweep.Cells.Length} cells; there is no cell {cell}.");
        }

        // Only where a cell stops has to be counted; with a goal there is nothing beyond the stop.
        var limit = sweep.Spec.Replicates.HasGoal ? (await CurrentAsync()).LimitOf(cell) : sweep.Replicates;

        // A damaged row is left out; were a whole page damaged, its emptiness would look like the end of the cell.
        var next = Math.Max(0, from);
        while (true)
        {
            var page = await store.ReadCellAsync(sweep, cell, next, (int)Math.Clamp(Math.Min(count, limit - next), 0, MaxRows));
            Report(page);
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
        var asked = fingerprint ??= ComputeFingerprintAsync(state, state.IsDone);
        return await asked;
    }

    // What was asked for, without counting what was found: a sweep never changes.
    private async Task<Sweep> OpenAsync()
    {
        ThrowIfSuperseded();
        try
        {
            return opened ?? (await FindAsync()).Sweep;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<(Sweep Sweep, SweepHead Head)> FindAsync()
    {
        var stored = await store.FindSweepAsync(Id) ?? throw new RefusedException($"There is no sweep {Id}.");
        try
        {
            return (opened ??= Sweep.Parse(stored.Canonical), stored.Head);
        }
        catch (SpecException e)
        {
            throw new RefusedException($"{Id}: {e.Message}");
        }
    }

    // A single load at a time; a failed one is forgotten, so that the next call tries again.
    private async Task<SweepState> LoadAsync()
    {
        ThrowIfSuperseded();
        if (options.Value.ReadOnly && loading is { IsCompletedSuccessfully: true, Result.IsDone: false }
            && time.GetElapsedTime(loadedAt) > Fresh)
        {
            // Another process may be writing what this one reads.
            loading = null;
            fingerprint = null;
        }

        var asked = loading ??= ReadAsync();
        try
        {
            return await asked;
        }
        catch
        {
            if (loading == asked)
            {
                loading = null;
                DeactivateOnIdle();
            }

            throw;
        }
    }

    // For answers to those who do not work at the sweep. A coordinator that was cut off for a while may have a successor without knowing it,
    // and would answer with counts of long ago; once all is done there is nothing left that could change.
    private async Task<SweepState> CurrentAsync()
    {
        var state = await LoadAsync();
        if (!options.Value.ReadOnly && !state.IsDone && time.GetElapsedTime(provenAt) > Fresh)
        {
            proving = proving is { IsCompleted: false } asked ? asked : ProveAsync(state.Epoch);
            await proving;
        }

        return state;
    }

    private async Task ProveAsync(long epoch)
    {
        try
        {
            await store.CheckEpochAsync(Id, epoch).WaitAsync(Fresh, time);
        }
        catch (StaleCoordinatorException e)
        {
            throw Forget(e);
        }
        catch (Exception e) when (e is StoreException or TimeoutException)
        {
            // While the store cannot be asked, what is known is better than nothing.
        }
        finally
        {
            provenAt = time.GetTimestamp();
        }
    }

    private async Task<SweepState> ReadAsync()
    {
        loadedAt = time.GetTimestamp();
        var (sweep, head) = await FindAsync();
        var epoch = options.Value.ReadOnly ? 0 : await store.TakeEpochAsync(Id);
        var state = new SweepState(sweep, head, epoch, new LeaseBook(sweep.Trials, options.Value.LeaseExpiry));
        await foreach (var page in store.ReadAllAsync(sweep))
        {
            Report(page);
            foreach (var row in page.Rows)
            {
                state.Count(row);
            }
        }

        // A crash may come between the last commit and the status; damage may come after both.
        var due = (state.IsDone, state.Status) switch
        {
            (true, _) => SweepStatus.Completed,
            (false, SweepStatus.Completed) => SweepStatus.Running,
            _ => state.Status,
        };
        if (due != state.Status && !options.Value.ReadOnly)
        {
            await store.SetStatusAsync(Id, epoch, due);
        }

        provenAt = time.GetTimestamp();
        state.Status = due;
        Loaded(logger, Id, state.Leases.DoneCount, sweep.Trials, due);
        return state;
    }

    // Over each cell's results from replicate 0 up to its stop or the first that is missing: all of them, once the sweep is done.
    private async Task<string> ComputeFingerprintAsync(SweepState state, bool keep)
    {
        try
        {
            using var result = new Fingerprint(state.Sweep);
            var next = new long[state.Sweep.Cells.Length];
            await foreach (var page in store.ReadAllAsync(state.Sweep))
            {
                Report(page);
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

    private void Report(StoredPage page)
    {
        foreach (var trial in page.Damaged)
        {
            Damaged(logger, Id, trial);
        }
    }
}
