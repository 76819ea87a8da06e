using System.Runtime.CompilerServices;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Progress;

/// <summary>Chooses the cells that a view shows: all of a small sweep where they fit, and otherwise the leaders.</summary>
/// <remarks>
/// Leaders are the cells with the best mean so far, on X_test or of the default metric of experiments that do not measure both accuracies
/// (<see cref="CellTally.LeadOf"/>); in a race those that are still in it come first. Without such a metric the first cells are shown.
/// </remarks>
internal sealed class ShownCells(ISweepSource source, TimeProvider clock, int maxCells)
{
    /// <summary>Of sweeps with more cells only the leaders are shown.</summary>
    public const int MaxTable = 20;

    private const int Leaders = 3;
    private const int CellsPerPage = 1000;

    // Finding the leaders takes the progress of every cell, which is more than a view needs at every poll.
    private static readonly TimeSpan LeadersInterval = TimeSpan.FromSeconds(2);

    private readonly int most = source.Sweep.Cells.Length > MaxTable ? Math.Min(Leaders, maxCells) : maxCells;
    private readonly ShownMean means = new(source.Sweep);
    private readonly Metric? lead = CellTally.LeadOf(source.Sweep);
    private IReadOnlyList<ShownCell>? last;
    private long readAt;

    /// <summary>The largest half-width of any cell's interval, for a goal of widths; null before every cell has one, and for other goals.</summary>
    public double? Widest { get; private set; }

    /// <summary>The cells with their progress. Leaders are at most two seconds old.</summary>
    /// <param name="isEnd">Whether the sweep has ended, so that this is the last look.</param>
    /// <param name="stop">Cancels the reading.</param>
    public async Task<IReadOnlyList<ShownCell>> ReadAsync(bool isEnd, CancellationToken stop)
    {
        if (maxCells == 0)
        {
            return [];
        }

        var fits = source.Sweep.Cells.Length <= most;
        if (last is null || fits || isEnd || clock.GetElapsedTime(readAt) >= LeadersInterval)
        {
            var (shown, widths) = (new List<ShownCell>(), new List<double?>());
            await foreach (var page in ReadPagesAsync(stop))
            {
                shown = fits ? [.. shown, .. page] : [.. Order(shown.Concat(page)).Take(most)];
                widths.AddRange(source.Sweep.Spec.Replicates.Goal is WidthGoal ? page.Select(cell => means.HalfWidth(cell.Progress.Tally)) : []);
            }

            last = shown;
            Widest = widths.TrueForAll(width => width is not null) ? widths.Max() : null;
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

    // Page by page: the tallies of all cells would take hundreds of megabytes.
    private async IAsyncEnumerable<List<ShownCell>> ReadPagesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        for (var from = 0; from < source.Sweep.Cells.Length;)
        {
            var page = await source.GetCellsAsync(from, CellsPerPage, stop);
            if (page.Count == 0)
            {
                yield break;
            }

            yield return [.. page.Select((progress, i) => new ShownCell(source.Sweep.Cells[from + i], progress))];
            from += page.Count;
        }
    }
}
