using System.Net;
using System.Net.Sockets;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>Passes on the handshake between clients and a silo's gateway, and none of the gateway's later answers.</summary>
internal sealed class SilentGateway : IDisposable
{
    private readonly TcpListener listener;
    private readonly int gateway;

    public SilentGateway(int port, int gateway)
    {
        this.gateway = gateway;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Whether an answer has been withheld.</summary>
    public bool HasFallenSilent { get; private set; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task RelayAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, gateway);
            _ = client.GetStream().CopyToAsync(server.GetStream());
            var buffer = new byte[1 << 16];
            for (var answers = 0; await server.GetStream().ReadAsync(buffer) is > 0 and var count; answers++)
            {
                if (answers == 0)
                {
                    await client.GetStream().WriteAsync(buffer.AsMemory(0, count));
                }
                else
                {
                    HasFallenSilent = true;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The client or the silo has gone.
        }
    }
}
