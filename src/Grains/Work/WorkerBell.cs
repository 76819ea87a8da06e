using System.Threading.Channels;

namespace Symmetry.Grains.Work;

/// <summary>Wakes the worker of this silo before its next round is due. A ring while nobody waits ends the next wait. Thread-safe.</summary>
internal sealed class WorkerBell(TimeProvider time)
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int hasNewSweep;

    /// <summary>Wakes the worker.</summary>
    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Wakes the worker and lets it ask for sweeps with work.</summary>
    public void RingForSweep()
    {
        Interlocked.Exchange(ref hasNewSweep, 1);
        Ring();
    }

    /// <summary>Whether the worker was woken for a sweep since the last call.</summary>
    public bool TakeNewSweep() => Interlocked.Exchange(ref hasNewSweep, 0) == 1;

    /// <summary>Waits for a ring, but not longer than a round lasts.</summary>
    public async Task WaitAsync(TimeSpan round, CancellationToken stop)
    {
        await using var timer = time.CreateTimer(_ => Ring(), state: null, round, Timeout.InfiniteTimeSpan);
        await rings.Reader.ReadAsync(stop);
    }
}
