using Symmetry.Chaos.Proxies;

namespace Symmetry.Chaos.Faults;

/// <summary>The coordinator's silo alone loses the database, for longer than it takes the coordinator to move.</summary>
internal sealed class CutCoordinatorFromDatabase(ProxyMode mode) : IFault
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    public string Name => $"CoordinatorsDatabase{mode}";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        var proxy = (await target.CoordinatorAsync(silo, stop))[Link.Database];
        proxy.Set(mode);
        try
        {
            await Task.Delay(Time, stop);
        }
        finally
        {
            proxy.Set(ProxyMode.Open);
        }
    }
}
