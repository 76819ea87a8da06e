using System.Runtime.CompilerServices;

namespace Symmetry.Client.Sweeps;

/// <summary>The runs of a stored sweep, for the questions of the analysis.</summary>
internal sealed class StoredRuns(ISweepSource source, bool withOutcomes = false) : IRunsSource
{
    public Sweep Sweep => source.Sweep;

    /// <summary>Reads everything that a sweep found so far.</summary>
    public static Task<SweepRuns> ReadAsync(ISweepSource source, CancellationToken stop) => SweepRuns.ReadAsync(new StoredRuns(source), stop);

    /// <summary>Reads everything, with outcomes per test image where the sweep keeps them.</summary>
    public static Task<SweepRuns> ReadWithOutcomesAsync(ISweepSource source, CancellationToken stop) =>
        SweepRuns.ReadAsync(new StoredRuns(source, source.Sweep.Spec.KeepsOutcomes), stop);

    public async IAsyncEnumerable<RunRow> ReadRunsAsync(int cell, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in source.ReadRowsAsync(cell, withOutcomes, stop))
        {
            yield return new RunRow(
                source.Sweep.ReplicateOf(row.Trial), row.Read(), row.Attempts, row.Silo, RunRow.ReadSeconds(source.Sweep, row.Seconds));
        }
    }

    public async Task<RunsState> GetStateAsync(CancellationToken stop)
    {
        var progress = await source.GetProgressAsync(stop);
        return new RunsState(progress.Trials, Verified: progress.Verified, Mismatched: progress.Mismatched);
    }
}
