namespace Symmetry.Chaos.Faults;

/// <summary>PostgreSQL is stopped with -m immediate, and restarted.</summary>
internal sealed class CrashDatabase : IFault
{
    public string Name => "CrashDatabase";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        await target.Postgres.CrashAsync();
        await Task.Delay(FaultTarget.Short, stop);
        await target.Postgres.StartAsync();
    }
}
