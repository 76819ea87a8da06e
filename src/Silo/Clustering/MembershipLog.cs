using Microsoft.Extensions.Logging;

namespace Symmetry.Silo.Clustering;

/// <summary>Logs which silos join and leave the cluster.</summary>
internal sealed partial class MembershipLog(IClusterMembershipService membership, ILogger<MembershipLog> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = new Dictionary<SiloAddress, SiloStatus>();
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                foreach (var (address, member) in snapshot.Members)
                {
                    // Silos that were dead before this one started are not reported.
                    var isNew = !known.TryGetValue(address, out var before);
                    if (before != member.Status && !(isNew && member.Status == SiloStatus.Dead))
                    {
                        Became(logger, address, member.Name, member.Status, snapshot.Members.Values.Count(silo => silo.Status == SiloStatus.Active));
                    }

                    known[address] = member.Status;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo is stopping.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Address} ({Name}) is {Status}; {Active} active")]
    private static partial void Became(ILogger logger, SiloAddress address, string name, SiloStatus status, int active);
}
