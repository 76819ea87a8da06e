using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Symmetry.Grains.Configuration;

namespace Symmetry.Grains.Work;

/// <summary>Wakes the coordinators of all unfinished sweeps periodically, so that every sweep continues after a crash.</summary>
/// <remarks>
/// Workers wake the sweeps that they ask for work. The watchdog wakes the others, such as sweeps whose last trials
/// are leased to a dead silo. Waking a sweep ends expired leases and corrects a status that a crash left wrong.
/// </remarks>
internal sealed partial class Watchdog(
    IGrainFactory grains, IOptions<DistributionOptions> options, TimeProvider time, ILogger<Watchdog> logger) : BackgroundService
{
    /// <summary>Wakes sweeps until the silo stops.</summary>
    internal async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.WatchInterval, time);
        try
        {
            do
            {
                await WakeAsync();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    private async Task WakeAsync()
    {
        try
        {
            foreach (var sweep in await grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).WithWorkAsync())
            {
                await WakeAsync(sweep);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e.Message);
        }
    }

    private async Task WakeAsync(string sweep)
    {
        try
        {
            await grains.GetGrain<ISweepGrain>(sweep).GetProgressAsync();
        }
        catch (RefusedException)
        {
            // The sweep needs another numerics version: this build cannot run it. Wake the others.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some sweeps could not be woken; will try again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
