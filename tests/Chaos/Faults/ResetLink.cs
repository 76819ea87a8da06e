using Symmetry.Chaos.Proxies;

namespace Symmetry.Chaos.Faults;

/// <summary>Resets a kind of connection of one silo, a few times.</summary>
internal sealed class ResetLink(Link link) : IFault
{
    private const int Times = 3;

    public string Name => $"{link}Reset";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        for (var time = 0; time < Times; time++)
        {
            target.Silos[silo][link].Reset();
            await Task.Delay(FaultTarget.Short, stop);
        }
    }
}
