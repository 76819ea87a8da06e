namespace Symmetry.Chaos.Faults;

/// <summary>SIGKILL to the coordinator's silo.</summary>
internal sealed class KillCoordinator : IFault
{
    public string Name => "KillCoordinator";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop) =>
        await (await target.CoordinatorAsync(silo, stop)).Process.SignalAndWaitAsync("KILL");
}
