using System.Runtime.CompilerServices;

namespace Symmetry.Client.Crates;

/// <summary>The rows of a crate, for the questions of the analysis.</summary>
internal sealed class CrateRuns(Sweep sweep) : IRunsSource
{
    private readonly List<RunRow>[] rows = [.. sweep.Cells.Select(_ => new List<RunRow>())];

    public Sweep Sweep => sweep;

    /// <summary>Adds the next row of a cell.</summary>
    public void Add(int cell, RunRow row) => rows[cell].Add(row with { Result = row.Result.WithoutOutcomes() });

    public async IAsyncEnumerable<RunRow> ReadRunsAsync(int cell, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        foreach (var row in rows[cell])
        {
            stop.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public Task<RunsState> GetStateAsync(CancellationToken stop) => Task.FromResult(new RunsState(rows.Sum(cell => (long)cell.Count)));
}
