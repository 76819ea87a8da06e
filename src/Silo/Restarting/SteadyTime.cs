namespace Symmetry.Silo.Restarting;

/// <summary>The time of the wall clock when the silo started, plus what has elapsed since. It does not jump when the clock of the machine is set.</summary>
/// <remarks>
/// Orleans' timers and its grain directory compute with differences of wall-clock times. After the clock was set back by an hour they would wait for an hour.
/// </remarks>
internal sealed class SteadyTime : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();
    private readonly long startedAt = System.GetTimestamp();

    /// <summary>How far the clock of the machine is ahead of this one.</summary>
    public TimeSpan ClockAhead => System.GetUtcNow() - GetUtcNow();

    public override DateTimeOffset GetUtcNow() => start + GetElapsedTime(startedAt);
}
