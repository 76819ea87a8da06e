namespace Symmetry.Analysis.Runs;

/// <summary>How fast trials end: over the last half minute, so that it follows what the machines do now.</summary>
public sealed class ThroughputEstimate
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Queue<(TimeSpan Time, long Trials)> samples = [];

    /// <summary>Notes how many trials have ended by now.</summary>
    /// <param name="now">The time since any fixed moment.</param>
    /// <param name="trials">The trials.</param>
    /// <returns>Trials per second; null until some ended while it watched.</returns>
    public double? Note(TimeSpan now, long trials)
    {
        samples.Enqueue((now, trials));
        while (samples.Count > 2 && now - samples.Peek().Time > Window)
        {
            samples.Dequeue();
        }

        var (time, first) = samples.Peek();
        var seconds = (now - time).TotalSeconds;
        return seconds > 0 && trials > first ? (trials - first) / seconds : null;
    }
}
