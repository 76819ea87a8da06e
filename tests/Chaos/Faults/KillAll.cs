namespace Symmetry.Chaos.Faults;

/// <summary>SIGKILL to all silos.</summary>
internal sealed class KillAll : IFault
{
    public string Name => "KillAll";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        await Task.WhenAll(target.Silos.Select(struck => struck.Process.SignalAndWaitAsync("KILL")));
        await target.StartStoppedAsync();
    }
}
