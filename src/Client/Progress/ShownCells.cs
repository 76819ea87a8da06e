namespace Symmetry.Client.Progress;

/// <summary>Chooses the cells that a view shows: all where they fit, and the leaders where they do not.</summary>
/// <remarks>
/// Leaders are the cells with the best mean so far on X_test; in a race those that are still in it come first. Cells of experiments that do not
/// classify images report no mean while they run, so the first cells are shown.
/// </remarks>
internal sealed class ShownCells(ISweepSource source, TimeProvider clock, int maxCells)
{
    private const int CellsPerPage = 1000;

    // Finding the leaders takes the progress of every cell, which is more than a view needs at every poll.
    private static readonly TimeSpan LeadersInterval = TimeSpan.FromSeconds(2);

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

    private static IEnumerable<ShownCell> Order(IEnumerable<ShownCell> cells) => cells
        .OrderBy(cell => cell.Progress.Exit is not null)
        .ThenByDescending(cell => cell.Progress.Tally.Original?.Mean ?? double.NegativeInfinity)
        .ThenBy(cell => cell.Cell.Number);

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
