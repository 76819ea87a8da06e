using Symmetry.Formats.Results;
using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>Files of results as a sweep that is complete, read from the files alone.</summary>
internal sealed class FileSweepSource(FileSweep file) : ISweepSource
{
    public Sweep Sweep => file.Sweep;

    public Task<SweepProgress> GetProgressAsync(CancellationToken stop)
    {
        var tally = Enumerable.Range(0, Sweep.Cells.Length).Select(Tally).ToList();
        return Task.FromResult(new SweepProgress(
            Sweep.Id, Sweep.Spec.Name, SweepStatus.Completed, file.Count, file.Count,
            tally.Sum(cell => cell.Completed), tally.Sum(cell => cell.Diverged), tally.Sum(cell => cell.Failed), 0, 0, 0));
    }

    public Task<IReadOnlyList<CellProgress>> GetCellsAsync(int from, int count, CancellationToken stop) => Task.FromResult<IReadOnlyList<CellProgress>>(
        [.. Enumerable.Range(from, Math.Clamp(count, 0, Sweep.Cells.Length - from)).Select(cell => new CellProgress(Tally(cell), null))]);

    public Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<TrialRow>>([.. RowsOf(cell, from).Take(count)]);

    public Task<IReadOnlyList<TrialRow>> GetOutcomesAsync(int cell, long from, int count, CancellationToken stop) => GetRowsAsync(cell, from, count, stop);

    public Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop) => Task.FromResult<IReadOnlyList<TrialRange>>([]);
    public Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<SiloShare>>([]);
    public Task CancelAsync(CancellationToken stop) => throw NeverRun();
    public Task ResumeAsync(CancellationToken stop) => throw NeverRun();
    public Task<string> GetClaimsAsync(CancellationToken stop) => Task.FromResult("");
    public Task SetClaimsAsync(string specification, CancellationToken stop) => throw NeverRun();
    public Task ImportAsync(IReadOnlyList<TrialRow> rows, CancellationToken stop) => throw NeverRun();
    public Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop) => throw NeverRun();

    /// <summary>A row of the file as stores have it, where an unknown time is 0.</summary>
    public static TrialRow Encode(FileSweep file, long trial)
    {
        var run = file.Row(trial);
        return TrialRow.Import(trial, run.Result, run.Silo, run.Seconds, run.Attempts);
    }

    private static UsageException NeverRun() => new("Results from a file cannot be run again.");

    private IEnumerable<TrialRow> RowsOf(int cell, long from)
    {
        for (var replicate = from; replicate < Sweep.Replicates; replicate++)
        {
            if (Sweep.TrialOf(cell, replicate) is var trial && file.Has(trial))
            {
                yield return Encode(file, trial);
            }
        }
    }

    private CellTally Tally(int cell)
    {
        var tally = new CellTally();
        foreach (var row in RowsOf(cell, 0))
        {
            tally.Add(row.Read());
        }

        return tally;
    }
}
