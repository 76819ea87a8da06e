namespace Symmetry.Chaos.Faults;

/// <summary>The wall clock of one silo jumps, and later back.</summary>
internal sealed class SetClock(string name, TimeSpan offset) : IFault
{
    public string Name => name;

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        var clock = target.Silos[silo].Clock!;
        clock.Set(offset);
        try
        {
            await Task.Delay(FaultTarget.Long, stop);
        }
        finally
        {
            clock.Set(TimeSpan.Zero);
        }
    }
}
