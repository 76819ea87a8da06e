using System.Runtime.CompilerServices;
using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>The runs of a stored sweep, for the questions of the analysis.</summary>
/// <remarks>Small cells are read some at a time: a call for each would take most of the time. Not thread-safe.</remarks>
internal sealed class StoredRuns(ISweepSource source, bool withOutcomes = false) : IRunsSource
{
    private readonly int cellsPerPage = source.Sweep.Spec.KeepsOutcomes ? 1 : (int)Math.Max(1, SweepPages.RowsPerPage / source.Sweep.Replicates);
    private int firstOfPage;
    private ILookup<int, TrialRow>? page;

    public Sweep Sweep => source.Sweep;

    /// <summary>Reads everything that a sweep found so far.</summary>
    public static Task<SweepRuns> ReadAsync(ISweepSource source, CancellationToken stop) => SweepRuns.ReadAsync(new StoredRuns(source), stop);

    /// <summary>Reads everything, with outcomes per test image where the sweep keeps them.</summary>
    public static Task<SweepRuns> ReadWithOutcomesAsync(ISweepSource source, CancellationToken stop) =>
        SweepRuns.ReadAsync(new StoredRuns(source, source.Sweep.Spec.KeepsOutcomes), stop);

    public async IAsyncEnumerable<RunRow> ReadRunsAsync(int cell, [EnumeratorCancellation] CancellationToken stop)
    {
        if (cellsPerPage > 1)
        {
            foreach (var row in (await PageOfAsync(cell, stop))[cell])
            {
                yield return Read(row);
            }

            yield break;
        }

        await foreach (var row in source.ReadRowsAsync(cell, withOutcomes, stop))
        {
            yield return Read(row);
        }
    }

    public async Task<RunsState> GetStateAsync(CancellationToken stop)
    {
        var progress = await source.GetProgressAsync(stop);
        return new RunsState(progress.Trials, Verified: progress.Verified, Mismatched: progress.Mismatched);
    }

    private async Task<ILookup<int, TrialRow>> PageOfAsync(int cell, CancellationToken stop)
    {
        var first = cell - (cell % cellsPerPage);
        if (page is null || firstOfPage != first)
        {
            var rows = await source.GetRowsOfCellsAsync(first, Math.Min(cellsPerPage, Sweep.Cells.Length - first), stop);
            (firstOfPage, page) = (first, rows.ToLookup(row => Sweep.CellOf(row.Trial).Number));
        }

        return page;
    }

    private RunRow Read(TrialRow row) =>
        new(Sweep.ReplicateOf(row.Trial), row.Read(), row.Attempts, row.Silo, RunRow.ReadSeconds(Sweep, row.Seconds));
}
