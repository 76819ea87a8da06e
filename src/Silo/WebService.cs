using Symmetry.Silo.Settings;
using Symmetry.Web;

namespace Symmetry.Silo;

/// <summary>Serves the live page while the silo runs.</summary>
internal sealed class WebService(WebOptions options, SiloSettings settings, IGrainFactory grains, TimeProvider clock) : IHostedService
{
    private WebPort? port;

    public async Task StartAsync(CancellationToken cancellationToken) =>
        port = await WebPort.StartAsync(options, grains, clock, settings.Dashboard ? [new DashboardPart(grains)] : [], cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (port is not null)
        {
            await port.DisposeAsync();
        }
    }
}
