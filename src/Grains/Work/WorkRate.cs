namespace Symmetry.Grains.Work;

/// <summary>How many trials a second end on this silo, as of lately. Thread-safe.</summary>
internal sealed class WorkRate(TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private long since = time.GetTimestamp();
    private long ended;
    private double perSecond;

    /// <summary>One trial more.</summary>
    public void Count() => Interlocked.Increment(ref ended);

    /// <summary>Trials a second: the mean of what was said before and what was measured since; 0 before the first.</summary>
    public double PerSecond
    {
        get
        {
            lock (gate)
            {
                var elapsed = time.GetElapsedTime(since);
                if (elapsed >= Least && Interlocked.Read(ref ended) > 0)
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
