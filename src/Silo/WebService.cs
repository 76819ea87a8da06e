using Microsoft.Extensions.Hosting;
using Symmetry.Web;

namespace Symmetry.Silo;

/// <summary>Serves the live page as long as the silo runs.</summary>
internal sealed class WebService(WebOptions options, IGrainFactory grains, TimeProvider clock) : IHostedService
{
    private WebPort? port;

    public async Task StartAsync(CancellationToken cancellationToken) => port = await WebPort.StartAsync(options, grains, clock, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (port is not null)
        {
            await port.DisposeAsync();
        }
    }
}
