namespace Symmetry.Client.Progress;

/// <summary>Prints one line every few seconds, for files and pipes.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider clock) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    public int MaxCells => 0;

    public async Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch)
    {
        var lastPrinted = clock.GetTimestamp();
        var lastStanding = "";
        await watch(snapshot =>
        {
            if (clock.GetElapsedTime(lastPrinted) >= Interval || snapshot.Progress.Committed == snapshot.Progress.Trials)
            {
                lastPrinted = clock.GetTimestamp();
                output.WriteLine(ProgressLine.Format(snapshot));
                if (snapshot.Progress.Standing is { } standing && standing != lastStanding)
                {
                    lastStanding = standing;
                    output.WriteLine(standing);
                }
            }
        });
    }
}
