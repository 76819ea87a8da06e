using System.Globalization;
using Symmetry.Chaos.Proxies;

namespace Symmetry.Chaos.Faults;

/// <summary>Disturbs a kind of connection of one silo for a while.</summary>
internal sealed class DisturbLink(Link link, ProxyMode mode, TimeSpan time) : IFault
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{link}{mode}{time.TotalSeconds}s");

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        var proxy = target.Silos[silo][link];
        proxy.Set(mode);
        try
        {
            await Task.Delay(time, stop);
        }
        finally
        {
            proxy.Set(ProxyMode.Open);
        }
    }
}
