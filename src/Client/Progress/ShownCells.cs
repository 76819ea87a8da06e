using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Progress;

/// <summary>Chooses the cells that a view shows: all where they fit, and the leaders where they do not.</summary>
/// <remarks>
/// Leaders are the cells with the best mean so far, on X_test or of the default metric of experiments that do not measure both accuracies
/// (<see cref="CellTally.LeadOf"/>); in a race those that are still in it come first. Without such a metric the first cells are shown.
/// </remarks>
internal sealed class ShownCells(ISweepSource source, TimeProvider clock, int maxCells)
{
    private const int CellsPerPage = 1000;

    // Finding the leaders takes the progress of every cell, which is more than a view needs at every poll.
    private static readonly TimeSpan LeadersInterval = TimeSpan.FromSeconds(2);

    private readonly Metric? lead = CellTally.LeadOf(source.Sweep);
    private IReadOnlyList<ShownCell>? last;
    private long readAt;

    /// <summary>The cells with their progress. Leaders are at most two seconds old.</summary>
    /// <param name="isEnd">Whether the sweep has ended, so that this is the last look.</param>
    /// <param name="stop">Cancels the reading.</param>
    public async Task<IReadOnlyList<ShownCell>> ReadAsync(bool isEnd, CancellationToken stop)
    {
        if (maxCells == 0)
        {
            return [];
        }

        var fits = source.Sweep.Cells.Length <= maxCells;
        if (last is null || fits || isEnd || clock.GetElapsedTime(readAt) >= LeadersInterval)
        {
            var cells = await ReadAllAsync(stop);
            last = fits ? cells : [.. Order(cells).Take(maxCells)];
            readAt = clock.GetTimestamp();
        }

        return last;
    }

    private IEnumerable<ShownCell> Order(IEnumerable<ShownCell> cells) => cells
        .OrderBy(cell => cell.Progress.Exit is not null)
        .ThenByDescending(cell => Rate(cell.Progress.Tally))
        .ThenBy(cell => cell.Cell.Number);

    private double Rate(CellTally tally) => lead is null ? tally.Original?.Mean ?? double.NegativeInfinity
        : tally.Lead.N == 0 ? double.NegativeInfinity
        : lead.Better is MetricDirection.Smaller ? -tally.Lead.Mean : tally.Lead.Mean;

    private async Task<List<ShownCell>> ReadAllAsync(CancellationToken stop)
    {
        var cells = new List<ShownCell>();
        while (cells.Count < source.Sweep.Cells.Length)
        {
            var page = await source.GetCellsAsync(cells.Count, CellsPerPage, stop);
            if (page.Count == 0)
            {
                break;
            }

            cells.AddRange(source.Sweep.Cells.Skip(cells.Count).Zip(page, (cell, progress) => new ShownCell(cell, progress)).ToList());
        }

        return cells;
    }
}
