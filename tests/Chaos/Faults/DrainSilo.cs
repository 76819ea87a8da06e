namespace Symmetry.Chaos.Faults;

/// <summary>SIGTERM to a silo.</summary>
internal sealed class DrainSilo : IFault
{
    public string Name => "Drain";

    public Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop) => target.Silos[silo].Process.SignalAndWaitAsync("TERM");
}
