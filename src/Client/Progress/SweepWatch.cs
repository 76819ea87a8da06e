using Symmetry.Grains;

namespace Symmetry.Client.Progress;

/// <summary>Polls a running sweep a few times per second until it has ended.</summary>
internal sealed class SweepWatch(ISweepSource source, TimeProvider clock, TimeSpan pollEvery)
{
    /// <summary>The progress at the last poll; null before the first one.</summary>
    public SweepProgress? Last { get; private set; }

    /// <summary>Watches until the sweep is complete or cancelled.</summary>
    public async Task WatchAsync(IProgressView view, CancellationToken stop)
    {
        var pace = new ThroughputEstimate();
        await view.ShowAsync(async show =>
        {
            do
            {
                var progress = await source.GetProgressAsync(stop);
                Last = progress;
                IReadOnlyList<CellProgress> cells = view.MaxCells == 0 ? [] : await source.GetCellsAsync(0, view.MaxCells, stop);
                show(new SweepSnapshot(source.Sweep, progress, cells, pace.Note(clock.GetElapsedTime(0), progress.Committed)));
                if (progress.Status is SweepStatus.Running)
                {
                    await Task.Delay(pollEvery, clock, stop);
                }
            }
            while (Last.Status is SweepStatus.Running);
        });
    }
}
