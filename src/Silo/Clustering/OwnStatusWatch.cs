using Microsoft.Extensions.Logging;
using Symmetry.Silo.Restarting;

namespace Symmetry.Silo.Clustering;

/// <summary>Restarts the silo's host when the list of members takes it for a silo that has not joined yet, although it had.</summary>
/// <remarks>The database fell back to an earlier time. Orleans never writes the later status again, and others would not count on the silo.</remarks>
internal sealed partial class OwnStatusWatch(
    IClusterMembershipService membership, ILocalSiloDetails silo, SiloRestart restart, ILogger<OwnStatusWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wasActive = false;
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                var status = snapshot.GetSiloStatus(silo.SiloAddress);
                if (wasActive && status is SiloStatus.Created or SiloStatus.Joining)
                {
                    restart.Request(() => LogFellBack(logger, status));
                }

                wasActive |= status is SiloStatus.Active;
            }
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The list of members fell back to a time when this silo was {Status}. This silo hands back its work and starts again")]
    private static partial void LogFellBack(ILogger logger, SiloStatus status);
}
