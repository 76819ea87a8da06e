namespace Symmetry.Protocol;

/// <summary>The clocks of a process. The monotonic one starts anywhere; the wall clock can be set at any time.</summary>
internal sealed class ProcessClock(World world, Process process, TimeSpan boot) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the wall clock was set forward by.</summary>
    public TimeSpan WallOffset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (world.Now + boot).Ticks;

    public override DateTimeOffset GetUtcNow() => Start + world.Now + WallOffset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProcessTimer(world, process, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}
