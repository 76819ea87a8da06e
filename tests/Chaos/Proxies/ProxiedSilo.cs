using System.Net;

namespace Symmetry.Chaos.Proxies;

/// <summary>A silo process with a proxy in every connection.</summary>
/// <remarks>The silo advertises the address of the proxies, and listens on another one.</remarks>
internal sealed class ProxiedSilo : IAsyncDisposable
{
    private readonly TcpProxy database;
    private readonly TcpProxy peers;
    private readonly TcpProxy clients;

    /// <param name="index">The number of the silo.</param>
    /// <param name="arguments">Its command-line arguments.</param>
    /// <param name="postgres">Its database.</param>
    /// <param name="network">The network in which it has a namespace of its own; by default it runs on loopback.</param>
    /// <param name="clock">Its clock; by default that of the machine.</param>
    public ProxiedSilo(int index, string[] arguments, Postgres postgres, SiloNetwork? network, FakeClock? clock)
    {
        var advertised = network?.ProxyAddressOf(index) ?? LoopbackOf(net: 1, index);
        database = new TcpProxy(new IPEndPoint(network?.Here ?? IPAddress.Loopback, Shell.FreePort()), postgres.EndPoint);
        Process = new SiloProcess(arguments, Postgres.DatabaseAt(database.Address), network is null ? null : (network, index))
        {
            Advertised = advertised,
            ListenAddress = network?.AddressOf(index) ?? LoopbackOf(net: 2, index),
            Clock = clock,
        };
        peers = new TcpProxy(new IPEndPoint(advertised, Process.Port), new IPEndPoint(Process.ListenAddress, Process.Port));
        clients = new TcpProxy(new IPEndPoint(advertised, Process.GatewayPort), new IPEndPoint(Process.ListenAddress, Process.GatewayPort));
    }

    /// <summary>The process.</summary>
    public SiloProcess Process { get; }

    /// <summary>Where clients connect, as <c>ADDRESS:PORT</c>.</summary>
    public string Gateway => clients.Address.ToString();

    /// <summary>The proxy in a kind of connection.</summary>
    public TcpProxy this[Link link] => link switch
    {
        Link.Database => database,
        Link.Peers => peers,
        _ => clients,
    };

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        database.Dispose();
        peers.Dispose();
        clients.Dispose();
        Process.Clock?.Dispose();
    }

    private static IPAddress LoopbackOf(byte net, int index) => new([127, 0, net, (byte)(index + 1)]);
}
