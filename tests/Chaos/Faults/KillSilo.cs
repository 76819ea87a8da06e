namespace Symmetry.Chaos.Faults;

/// <summary>SIGKILL to a silo, which is then restarted.</summary>
internal sealed class KillSilo : IFault
{
    public string Name => "Kill";

    public Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop) => target.Silos[silo].Process.SignalAndWaitAsync("KILL");
}
