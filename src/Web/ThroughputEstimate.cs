namespace Symmetry.Web;

/// <summary>How fast trials end: over the last half minute, so that it follows what the machine does now.</summary>
public sealed class ThroughputEstimate(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Queue<(long Time, long Trials)> samples = [];

    /// <summary>Notes how many trials have ended by now.</summary>
    /// <returns>Trials per second; null until some ended while it watched.</returns>
    public double? Note(long trials)
    {
        var now = clock.GetTimestamp();
        samples.Enqueue((now, trials));
        while (samples.Count > 2 && clock.GetElapsedTime(samples.Peek().Time, now) > Window)
        {
            samples.Dequeue();
        }

        var (time, first) = samples.Peek();
        var seconds = clock.GetElapsedTime(time, now).TotalSeconds;
        return seconds > 0 && trials > first ? (trials - first) / seconds : null;
    }
}
