using Symmetry.Web;

namespace Symmetry.Silo;

/// <summary>The live page of an embedded silo, on loopback.</summary>
public sealed class EmbeddedPage : IAsyncDisposable
{
    private readonly WebPort port;

    private EmbeddedPage(WebPort port) => this.port = port;

    /// <summary>Where the page is.</summary>
    public Uri Address => port.Address;

    /// <summary>Serves the page.</summary>
    /// <param name="silo">The silo, which must live as long as the page.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedPage> ServeAsync(EmbeddedSilo silo, int port, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var options = new WebOptions(new IPEndPoint(IPAddress.Loopback, port));
        return new EmbeddedPage(await WebPort.StartAsync(options, silo.Grains, TimeProvider.System, stop: stop));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => port.DisposeAsync();
}
