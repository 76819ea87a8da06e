using Symmetry.Grains;

namespace Symmetry.Client.Progress;

/// <summary>Polls a running sweep a few times per second until it has ended; more often at first, so that a short sweep ends soon.</summary>
internal sealed class SweepWatch(ISweepSource source, TimeProvider clock, TimeSpan pollEvery)
{
    /// <summary>The progress at the last poll; null before the first one.</summary>
    public SweepProgress? Last { get; private set; }

    /// <summary>Watches until the sweep is complete or cancelled.</summary>
    public async Task WatchAsync(IProgressView view, CancellationToken stop)
    {
        var pace = new ThroughputEstimate();
        var pause = pollEvery / 16;
        var shown = new ShownCells(source, clock, view.MaxCells);
        await view.ShowAsync(async show =>
        {
            do
            {
                var progress = await source.GetProgressAsync(stop);
                Last = progress;
                var cells = await shown.ReadAsync(progress.Status is not SweepStatus.Running, stop);
                show(new SweepSnapshot(source.Sweep, progress, cells, pace.Note(clock.GetElapsedTime(0), progress.Committed))
                {
                    Widest = shown.Widest,
                });
                if (progress.Status is SweepStatus.Running)
                {
                    await Task.Delay(pause, clock, stop);
                    pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, pollEvery.Ticks));
                }
            }
            while (Last.Status is SweepStatus.Running);
        });
    }
}
