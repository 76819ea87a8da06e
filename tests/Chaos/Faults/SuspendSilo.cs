namespace Symmetry.Chaos.Faults;

/// <summary>SIGSTOP to a silo, and SIGCONT later.</summary>
internal sealed class SuspendSilo(string name, TimeSpan time) : IFault
{
    public string Name => name;

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        await target.Silos[silo].Process.SignalAsync("STOP");
        try
        {
            await Task.Delay(time, stop);
        }
        finally
        {
            await target.Silos[silo].Process.SignalAsync("CONT");
        }
    }
}
