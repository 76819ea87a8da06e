using Symmetry.Web;

namespace Symmetry.Silo;

/// <summary>The live page of a silo or a cluster, served by this process on loopback.</summary>
public sealed class EmbeddedPage : IAsyncDisposable
{
    private readonly WebPort port;

    private EmbeddedPage(WebPort port) => this.port = port;

    /// <summary>Where the page is.</summary>
    public Uri Address => port.Address;

    /// <summary>Serves the page.</summary>
    /// <param name="grains">Gives access to the grains, as long as the page is served.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedPage> ServeAsync(IGrainFactory grains, int port, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(grains);
        var options = new WebOptions(new IPEndPoint(IPAddress.Loopback, port));
        return new EmbeddedPage(await WebPort.StartAsync(options, grains, TimeProvider.System, stop: stop));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => port.DisposeAsync();
}
