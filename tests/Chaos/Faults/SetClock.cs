namespace Symmetry.Chaos.Faults;

/// <summary>The wall clock of one silo jumps, and stays wrong until the end of the run.</summary>
internal sealed class SetClock(string name, TimeSpan offset) : IFault
{
    public string Name => name;

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        target.Silos[silo].Process.Clock!.Set(offset);
        await Task.Delay(FaultTarget.Long, stop);
    }
}
