using Symmetry.Analysis.Text;

namespace Symmetry.Client.Progress;

/// <summary>A line every few seconds, for files and pipes.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider clock) : IProgressView
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public int MaxCells => 0;

    /// <inheritdoc/>
    public async Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch)
    {
        var last = clock.GetTimestamp();
        await watch(snapshot =>
        {
            if (clock.GetElapsedTime(last) >= Every || snapshot.Progress.Committed == snapshot.Progress.Trials)
            {
                last = clock.GetTimestamp();
                output.WriteLine(ProgressLine.Of(snapshot));
            }
        });
    }
}

/// <summary>How far a sweep is, on one line.</summary>
internal static class ProgressLine
{
    /// <summary>Counts, pace, time left, and what went wrong, if anything did.</summary>
    public static string Of(SweepSnapshot snapshot)
    {
        var progress = snapshot.Progress;
        var parts = new List<string> { $"{Numbers.Count(progress.Committed)} of {Numbers.Count(progress.Trials, "trial")}" };
        if (progress.Failed + progress.Diverged > 0)
        {
            parts.Add($"{Numbers.Count(progress.Failed)} failed, {Numbers.Count(progress.Diverged)} diverged");
        }

        if (snapshot.TrialsPerSecond is { } pace)
        {
            parts.Add($"{Numbers.Fixed(pace, 1)} trials/s");
        }

        if (progress.Committed < progress.Trials && snapshot.Left is { } left)
        {
            parts.Add($"{Numbers.Duration(left)} left");
        }

        if (progress.Mismatched > 0)
        {
            parts.Add($"ALARM: {Numbers.Count(progress.Mismatched, "duplicate result")} differed");
        }

        return string.Join(", ", parts);
    }
}
