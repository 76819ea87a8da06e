using System.Runtime.CompilerServices;

namespace Symmetry.Client.Sweeps;

/// <summary>The runs of a stored sweep, for the questions of the analysis.</summary>
internal sealed class StoredRuns(ISweepSource source, bool withOutcomes = false) : IRunsSource
{
    public Sweep Sweep => source.Sweep;

    /// <summary>Reads everything that a sweep found so far.</summary>
    public static Task<SweepRuns> ReadAsync(ISweepSource source, CancellationToken stop) => ReadAsync(source, withOutcomes: false, stop);

    /// <summary>Reads everything, with outcomes per test image where the sweep keeps them.</summary>
    public static Task<SweepRuns> ReadWithOutcomesAsync(ISweepSource source, CancellationToken stop) =>
        ReadAsync(source, source.Sweep.Spec.KeepsOutcomes, stop);

    // If the database loses rows between two answers, as when a backup is restored, the rows and the fingerprint do not belong together.
    private static async Task<SweepRuns> ReadAsync(ISweepSource source, bool withOutcomes, CancellationToken stop)
    {
        while (true)
        {
            var lostBefore = (await source.GetProgressAsync(stop)).Lost;
            var runs = await SweepRuns.ReadAsync(new StoredRuns(source, withOutcomes), stop);
            if ((await source.GetProgressAsync(stop)).Lost == lostBefore)
            {
                return runs;
            }
        }
    }

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
