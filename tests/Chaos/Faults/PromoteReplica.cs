namespace Symmetry.Chaos.Faults;

/// <summary>The database is lost, and a replica that lagged by some rows takes its place.</summary>
internal sealed class PromoteReplica : IFault
{
    private const int Rows = 40;

    public string Name => "PromoteReplica";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        await target.Postgres.StartReplicaAsync();
        await target.Postgres.HoldReplicaAsync();
        await target.WaitForResultsAsync(await target.CountAsync(stop) + Rows, stop);
        await target.Postgres.PromoteReplicaAsync();
    }
}
