using System.Threading.Channels;

namespace Symmetry.Grains.Work;

/// <summary>Lets a loop wait for a call or for some time, whichever comes first. A call while nobody waits ends the next wait. Thread-safe.</summary>
internal sealed class Wakeup(TimeProvider time)
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Call() => calls.Writer.TryWrite(true);

    /// <summary>Waits for a call, but not longer than a time.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken stop)
    {
        await using var timer = time.CreateTimer(_ => Call(), state: null, longest, Timeout.InfiniteTimeSpan);
        await calls.Reader.ReadAsync(stop);
    }
}
