using Symmetry.Engine.Sweeps;
using Symmetry.Grains;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Sweeps;

namespace Symmetry.Silo;

/// <summary>Answers questions about a sweep from its store, as the sweep's coordinator does. All answers are about the results of one moment.</summary>
/// <remarks>
/// Results are counted once, when a question needs the counts. What was counted must be there when it is read; otherwise a question fails with a
/// <see cref="StoreException"/>, and the next one counts again.
/// </remarks>
public sealed class SweepReader
{
    private readonly IResultStore store;
    private readonly StoredResults results;
    private Task<SweepState>? counted;

    internal SweepReader(IResultStore store, Sweep sweep)
    {
        this.store = store;
        Sweep = sweep;
        results = new StoredResults(store, TimeProvider.System, _ => { });
    }

    /// <summary>The sweep.</summary>
    public Sweep Sweep { get; }

    /// <summary>The progress of the sweep.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<SweepProgress> GetProgressAsync() => (await CountedAsync()).Progress();

    /// <summary>The tallies of consecutive cells.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<CellTallyPage> GetTalliesAsync(int from, int count) => (await CountedAsync()).Tallies(from, count);

    /// <summary>The specification that has the claims about the sweep; empty for none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<string> GetClaimsAsync() => store.FindClaimsAsync(Sweep.Id);

    /// <summary>Trials without a result, lowest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from) => (await CountedAsync()).Missing(from);

    /// <summary>Results of one cell in replicate order, with or without their outcomes per test image.</summary>
    /// <exception cref="StoreException">The store does not answer, or counted results are gone.</exception>
    public async Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, bool withOutcomes)
    {
        var state = StoredResults.NeedsCounts(Sweep) || counted is not null ? await CountedAsync() : null;
        return await GuardAsync(results.ReadCellAsync(Sweep, state, cell, from, count, withOutcomes));
    }

    /// <summary>All results of consecutive cells in (cell, replicate) order, without outcomes per test image.</summary>
    /// <exception cref="StoreException">The store does not answer, or counted results are gone.</exception>
    public async Task<IReadOnlyList<TrialRow>> GetRowsOfCellsAsync(int from, int cells)
    {
        var state = StoredResults.NeedsCounts(Sweep) || counted is not null ? await CountedAsync() : null;
        return await GuardAsync(results.ReadCellsAsync(Sweep, state, from, cells));
    }

    /// <summary>The fingerprint over the results.</summary>
    /// <exception cref="StoreException">The store does not answer, or counted results are gone.</exception>
    public async Task<string> GetFingerprintAsync()
    {
        var state = await CountedAsync();
        return await GuardAsync(results.ComputeFingerprintAsync(state, state.IsDone));
    }

    private Task<SweepState> CountedAsync() => counted is { IsFaulted: false } known ? known : counted = CountAsync();

    private async Task<SweepState> CountAsync()
    {
        var stored = await store.FindSweepAsync(Sweep.Id) ?? throw new RefusedException($"Unknown sweep '{Sweep.Id}'.");
        var state = new SweepState(Sweep, stored.Head, epoch: 0, new LeaseBook(Sweep.Trials, TimeSpan.Zero));
        await results.CountAsync(state);
        state.Status = state.CorrectStatus;
        return state;
    }

    private async Task<T> GuardAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (LostResultsException e)
        {
            counted = null;
            throw new StoreException($"The store lost results of {Sweep.Id} while they were read: {e.Message} Try again.");
        }
    }
}
