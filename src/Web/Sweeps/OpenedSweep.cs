namespace Symmetry.Web.Sweeps;

/// <summary>A sweep that a request is about.</summary>
/// <param name="Grain">Its coordinator.</param>
/// <param name="Snapshot">Its state.</param>
/// <param name="Analysis">All its runs, which are read when they are first asked for.</param>
internal sealed record OpenedSweep(ISweepGrain Grain, Snapshot Snapshot, Lazy<Task<SweepAnalysis>> Analysis)
{
    /// <summary>What was asked for.</summary>
    public Sweep Sweep => Snapshot.Sweep;

    /// <summary>The events that pages of the sweep follow; null once it has completed.</summary>
    public string? Events => Snapshot.Status is SweepStatus.Completed ? null : $"/api/sweeps/{Sweep.Id}/events";

    /// <summary>Reads the runs of one cell only; the others have none.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="stop">Cancels the reading.</param>
    public async Task<SweepRuns> ReadAsync(Cell cell, CancellationToken stop)
    {
        var runs = await CellRuns.ReadAsync(new GrainRuns(Grain, Sweep), cell, stop);
        return new SweepRuns(Sweep, [.. Sweep.Cells.Select(other => other == cell ? runs : new CellRuns(other, []))]);
    }

    /// <summary>Ended trials of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="from">The first replicate.</param>
    /// <param name="count">The maximum number of trials.</param>
    public async Task<IReadOnlyList<RunRow>> ReadRowsAsync(Cell cell, long from, int count) =>
        Array.ConvertAll(await Grain.GetRowsAsync(cell.Number, from, count), new GrainRuns(Grain, Sweep).Read);
}
