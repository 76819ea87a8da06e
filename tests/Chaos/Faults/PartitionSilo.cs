namespace Symmetry.Chaos.Faults;

/// <summary>Disconnects a silo from database, peers and clients for a while. Its packets are dropped.</summary>
internal sealed class PartitionSilo(string name, TimeSpan time) : IFault
{
    public string Name => name;

    public Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop) => target.Silos[silo].Process.CutAsync(time, stop);
}
