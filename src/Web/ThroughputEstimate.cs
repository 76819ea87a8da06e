namespace Symmetry.Web;

/// <summary>Estimates trials per second over the last 30 seconds, so that it follows changes in load.</summary>
public sealed class ThroughputEstimate(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Queue<(long Time, long Trials)> samples = [];

    /// <summary>Records how many trials have ended by now.</summary>
    /// <returns>Trials per second; null until at least one trial has ended since the first sample.</returns>
    public double? Record(long trials)
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
