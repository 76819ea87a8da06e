using System.Runtime.CompilerServices;

namespace Symmetry.Web.Sweeps;

/// <summary>The runs of a sweep behind its grain, for the questions of the analysis.</summary>
internal sealed class GrainRuns(ISweepGrain grain, Sweep sweep) : IRunsSource
{
    private const int RowsPerPage = 5000;
    public Sweep Sweep => sweep;

    public async IAsyncEnumerable<RunRow> ReadRunsAsync(int cell, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var from = 0L; from < sweep.Replicates;)
        {
            stop.ThrowIfCancellationRequested();
            var page = await grain.GetRowsAsync(cell, from, RowsPerPage);
            if (page.Length == 0)
            {
                yield break;
            }

            foreach (var row in page)
            {
                yield return Read(row);
            }

            from = sweep.ReplicateOf(page[^1].Trial) + 1;
        }
    }

    public async Task<RunsState> GetStateAsync(CancellationToken stop)
    {
        var progress = await grain.GetProgressAsync();
        return new RunsState(progress.Trials, Verified: progress.Verified, Mismatched: progress.Mismatched);
    }

    /// <summary>A stored row as a run.</summary>
    public RunRow Read(TrialRow row) =>
        new(sweep.ReplicateOf(row.Trial), row.Read(), row.Attempts, row.Silo, RunRow.ReadSeconds(sweep, row.Seconds));
}
