using Microsoft.Extensions.Logging;

namespace Symmetry.Grains.Sweeps;

internal sealed partial class SweepCoordinator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep}: {Done} of {Trials} trials are stored, {Status}")]
    private static partial void LogLoaded(ILogger logger, string sweep, long done, long trials, SweepStatus status);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep} is {Status}")]
    private static partial void LogStatus(ILogger logger, string sweep, SweepStatus status);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep} has ended: {Completed} completed, {Diverged} diverged, {Failed} failed")]
    private static partial void LogEnded(ILogger logger, string sweep, long completed, long diverged, long failed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep}: {Silo} is gone; its {Trials} trials are free again")]
    private static partial void LogExpired(ILogger logger, string sweep, string silo, long trials);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep}: another coordinator has replaced this one: {Reason}")]
    private static partial void LogSuperseded(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sweep}: the store lost results; it is read again, and what is missing is computed again: {Reason}")]
    private static partial void LogReread(ILogger logger, string sweep, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep}: all writes have failed for {Seconds:F0} s; the coordinator moves to another silo: {Reason}")]
    private static partial void LogMoving(ILogger logger, string sweep, double seconds, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "ALARM: {Sweep}/{Trial}: {Silo} computed other bits than {First}; the first result stays")]
    private static partial void LogMismatch(ILogger logger, string sweep, long trial, string silo, string first);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sweep}: trials keep failing on {Silo} that complete elsewhere; it gets no more work")]
    private static partial void LogQuarantined(ILogger logger, string sweep, string silo);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sweep}/{Trial}: the stored row is damaged; it does not count and will be computed again")]
    private static partial void LogDamaged(ILogger logger, string sweep, long trial);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sweep}/{Trial}: the damaged row was replaced")]
    private static partial void LogRepaired(ILogger logger, string sweep, long trial);
}
