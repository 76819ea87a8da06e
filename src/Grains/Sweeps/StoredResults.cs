using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Sweeps;

/// <summary>Counts and reads the results of a sweep in the store, and checks that what was counted is still there.</summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="onDamaged">Called with a trial whose row is damaged.</param>
internal sealed class StoredResults(IResultStore store, TimeProvider time, Action<(string Sweep, long Number)> onDamaged)
{
    private const int MaxRows = 10_000;

    // Outcomes may be a hundred times as large as results, and are read even where they are not sent.
    private const int MaxRowsWithOutcomes = 500;
    private static readonly TimeSpan MaxTurn = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether rows can be read only after all results were counted: with a goal, a cell ends at its stop, which depends on the results.</summary>
    public static bool NeedsCounts(Sweep sweep) => sweep.Spec.Replicates.HasGoal;

    /// <summary>Counts all stored results.</summary>
    /// <remarks>
    /// Rows come cell by cell. A rule by rounds would take all its rounds with the last cell, in one turn, and is given them in the order of the
    /// trials instead, with a pause for other calls now and then.
    /// </remarks>
    public async Task CountAsync(SweepState state)
    {
        var later = new List<EndedTrial>();
        await foreach (var page in store.ReadAllAsync(state.Sweep))
        {
            ReportDamage(state.Sweep, page);
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

    /// <summary>Results of one cell in replicate order.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="state">What was counted; null if nothing was, which is allowed unless <see cref="NeedsCounts"/>.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate.</param>
    /// <param name="count">The maximum number of results.</param>
    /// <param name="withOutcomes">Whether the rows have their outcomes per test image.</param>
    /// <exception cref="RefusedException">The cell does not exist.</exception>
    /// <exception cref="LostResultsException">A counted result is not there.</exception>
    public async Task<TrialRow[]> ReadCellAsync(Sweep sweep, SweepState? state, int cell, long from, int count, bool withOutcomes)
    {
        if (cell < 0 || cell >= sweep.Cells.Length)
        {
            throw new RefusedException($"Cell {cell} does not exist; {sweep.Id} has {sweep.Cells.Length} cells.");
        }

        var limit = state?.LimitOf(cell) ?? sweep.Replicates;
        var maxRows = MaxRowsOf(sweep);

        // Damaged rows are left out. A page with only damaged rows is skipped, because an empty one means the end of the cell.
        var next = Math.Max(0, from);
        while (true)
        {
            var size = (int)Math.Clamp(Math.Min(count, limit - next), 0, maxRows);
            var page = await store.ReadCellAsync(sweep, cell, next, size);
            ReportDamage(sweep, page);
            if (state is not null)
            {
                await RequireCountedAsync(state, cell, next, size, page);
            }

            if (page.Rows.Count > 0 || page.Damaged.Count == 0)
            {
                return [.. page.Rows.Where(row => sweep.ReplicateOf(row.Trial) < limit)
                    .Select(row => withOutcomes ? row : WithoutOutcomes(row))];
            }

            next = sweep.ReplicateOf(page.Damaged[^1]) + 1;
        }
    }

    /// <summary>All results of consecutive cells in (cell, replicate) order, without their outcomes per test image.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="state">What was counted; null if nothing was, which is allowed unless <see cref="NeedsCounts"/>.</param>
    /// <param name="from">The first cell.</param>
    /// <param name="cells">The number of cells.</param>
    /// <exception cref="RefusedException">There are no such cells, or they have too many trials for one answer.</exception>
    /// <exception cref="LostResultsException">A counted result is not there.</exception>
    public async Task<TrialRow[]> ReadCellsAsync(Sweep sweep, SweepState? state, int from, int cells)
    {
        var maxRows = MaxRowsOf(sweep);
        if (from < 0 || cells < 1 || cells > sweep.Cells.Length - from || cells * sweep.Replicates > maxRows)
        {
            throw new RefusedException(
                $"Expected some of the {sweep.Cells.Length} cells of {sweep.Id} with at most {maxRows} trials, got {cells} from cell {from} on.");
        }

        var page = await store.ReadCellsAsync(sweep, from, cells);
        ReportDamage(sweep, page);
        if (state is not null)
        {
            var (rows, damaged) = (page.Rows.ToLookup(row => sweep.CellOf(row.Trial).Number), page.Damaged.ToLookup(trial => sweep.CellOf(trial).Number));
            for (var cell = from; cell < from + cells; cell++)
            {
                await RequireCountedAsync(state, cell, 0, int.MaxValue, new StoredPage([.. rows[cell]], [.. damaged[cell]]));
            }
        }

        return [.. page.Rows.Where(row => state is null || sweep.ReplicateOf(row.Trial) < state.LimitOf(sweep.CellOf(row.Trial).Number))
            .Select(WithoutOutcomes)];
    }

    /// <summary>The fingerprint over each cell's results from replicate 0 to its stop, or to the first missing one.</summary>
    /// <param name="state">What was counted.</param>
    /// <param name="isDone">Whether all results must be there.</param>
    /// <exception cref="LostResultsException">A counted result is damaged, or is missing although all must be there.</exception>
    public async Task<string> ComputeFingerprintAsync(SweepState state, bool isDone)
    {
        using var result = new Fingerprint(state.Sweep);
        var next = new long[state.Sweep.Cells.Length];
        var known = state.Final;
        await foreach (var page in store.ReadAllAsync(state.Sweep))
        {
            ReportDamage(state.Sweep, page);
            if (page.Damaged.Any(state.Leases.IsDone))
            {
                throw new LostResultsException("a stored row is damaged.");
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

        return !isDone || next.Sum() == known ? result.Finish()
            : throw new LostResultsException($"{known - next.Sum()} of {known} rows are missing or damaged.");
    }

    private static int MaxRowsOf(Sweep sweep) => sweep.Spec.KeepsOutcomes ? MaxRowsWithOutcomes : MaxRows;

    private static TrialRow WithoutOutcomes(TrialRow row) => row.Outcomes is null ? row : row with { Outcomes = null };

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
                throw new LostResultsException($"trial {trial} is missing or damaged.");
            }
        }
    }

    private void ReportDamage(Sweep sweep, StoredPage page)
    {
        foreach (var trial in page.Damaged)
        {
            onDamaged((sweep.Id, trial));
        }
    }
}
