using System.Runtime.CompilerServices;

namespace Symmetry.Analysis.Runs;

/// <summary>Runs, and the fingerprint over those that were read: of each cell, up to the first replicate that is missing.</summary>
/// <remarks>A store that was asked for it afterwards could have lost rows in between.</remarks>
internal sealed class FingerprintedRuns(IRunsSource source) : IRunsSource, IDisposable
{
    private readonly Fingerprint fingerprint = new(source.Sweep);
    private readonly int[] next = new int[source.Sweep.Cells.Length];

    public Sweep Sweep => source.Sweep;

    public async IAsyncEnumerable<RunRow> ReadRunsAsync(int cell, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in source.ReadRunsAsync(cell, stop))
        {
            if (row.Replicate == next[cell])
            {
                fingerprint.Add(cell, next[cell]++, row.Result);
            }

            yield return row;
        }
    }

    public async Task<RunsState> GetStateAsync(CancellationToken stop) => await source.GetStateAsync(stop) with { Fingerprint = fingerprint.Finish() };

    public void Dispose() => fingerprint.Dispose();
}
