namespace Symmetry.Grains.Work;

/// <summary>The recent number of trials per second on this silo. Thread-safe.</summary>
internal sealed class WorkRate(TimeProvider time)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private long since = time.GetTimestamp();
    private long ended;
    private double perSecond;

    public void Count() => Interlocked.Increment(ref ended);

    /// <summary>Trials per second: the mean of the previous value and the rate since then; 0 before the first trial.</summary>
    public double PerSecond
    {
        get
        {
            lock (gate)
            {
                var elapsed = time.GetElapsedTime(since);
                if (elapsed >= MinInterval && Interlocked.Read(ref ended) > 0)
                {
                    var measured = Interlocked.Exchange(ref ended, 0) / elapsed.TotalSeconds;
                    perSecond = perSecond == 0 ? measured : (perSecond + measured) / 2;
                    since = time.GetTimestamp();
                }

                return perSecond;
            }
        }
    }
}
