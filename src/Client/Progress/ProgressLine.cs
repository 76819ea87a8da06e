namespace Symmetry.Client.Progress;

/// <summary>A sweep's progress on one line.</summary>
internal static class ProgressLine
{
    /// <summary>Counts, throughput, time left, and failures, if any.</summary>
    public static string Format(SweepSnapshot snapshot)
    {
        var progress = snapshot.Progress;
        var parts = new List<string> { $"{Numbers.Count(progress.Committed)} of {Numbers.Count(progress.Trials, "trial")}" };
        if (progress.Failed + progress.Diverged > 0)
        {
            parts.Add($"{Numbers.Count(progress.Failed)} failed, {Numbers.Count(progress.Diverged)} diverged");
        }

        if (snapshot.TrialsPerSecond is { } throughput)
        {
            parts.Add($"{Numbers.Fixed(throughput, 1)} trials/s");
        }

        if (progress.Committed < progress.Trials && snapshot.Left is { } left)
        {
            parts.Add($"{Numbers.Duration(left)} left");
        }

        if (progress.Mismatched > 0)
        {
            parts.Add($"ALARM: {Numbers.Count(progress.Mismatched, "duplicate result")} differed");
        }

        if (progress.Lost > 0)
        {
            parts.Add($"{Numbers.Count(progress.Lost, "stored result")} disappeared from the store");
        }

        return string.Join(", ", parts);
    }
}
