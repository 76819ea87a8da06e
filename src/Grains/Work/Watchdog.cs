using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Symmetry.Grains.Work;

/// <summary>Wakes the coordinator of every unfinished sweep now and then, so that none is forgotten after a crash.</summary>
/// <remarks>
/// Workers wake the sweeps that they ask for work; this is for those that nobody asks: later ones in the queue, and ones whose
/// last trials are held by a silo that is gone. Waking a sweep frees expired leases and writes a status that a crash left out.
/// </remarks>
internal sealed partial class Watchdog(
    IGrainFactory grains, IOptions<DistributionOptions> options, TimeProvider time, ILogger<Watchdog> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
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
            NotAwake(logger, e.Message);
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
            // Of another numerics version: this build cannot go on with it, and the others should not wait for it.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every sweep could be woken, again later: {Reason}")]
    private static partial void NotAwake(ILogger logger, string reason);
}
