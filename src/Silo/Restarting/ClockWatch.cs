using Microsoft.Extensions.Logging;

namespace Symmetry.Silo.Restarting;

/// <summary>Restarts the silo's host after the clock of the machine was set.</summary>
/// <remarks>
/// Parts of Orleans read the wall clock directly: when the clock is set back, they refuse to activate grains or to connect again until it has caught up.
/// A slow correction of the clock changes the elapsed time in the same way, so that only a jump is noticed.
/// </remarks>
internal sealed partial class ClockWatch(SteadyTime time, SiloRestart restart, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxJump = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The process may be suspended between the readings of the two clocks, but not twice in a row.
            for (var jumps = 0; jumps < 2; jumps = HasJumped() ? jumps + 1 : 0)
            {
                await Task.Delay(Interval, time, stoppingToken);
            }

            restart.Request(() => LogSet(logger, time.ClockAhead.TotalSeconds));
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping.
        }
    }

    private bool HasJumped() => time.ClockAhead.Duration() > MaxJump;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The clock of this machine was set by {Seconds:F0} s. This silo hands back its work and starts again")]
    private static partial void LogSet(ILogger logger, double seconds);
}
