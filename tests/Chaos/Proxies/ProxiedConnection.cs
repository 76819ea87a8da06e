using System.Net;
using System.Net.Sockets;

namespace Symmetry.Chaos.Proxies;

/// <summary>A client's connection and the connection to the server that continues it.</summary>
internal sealed class ProxiedConnection(TcpProxy proxy, Socket client) : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Passes on what is sent until both sides have closed, or one has reset the connection.</summary>
    public async Task RunAsync(IPEndPoint address)
    {
        try
        {
            client.NoDelay = true;
            if (!await proxy.PassAsync(isRequest: true))
            {
                await PassAllAsync(client, null, isRequest: true);
                return;
            }

            await server.ConnectAsync(address);
            var answers = PassAllAsync(server, client, isRequest: false);
            await Task.WhenAll(PassAllAsync(client, server, isRequest: true), answers);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Reset();
        }
    }

    /// <summary>Resets both connections.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, server])
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is closed already.
            }
        }

        Dispose();
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    private async Task PassAllAsync(Socket from, Socket? to, bool isRequest)
    {
        var buffer = new byte[BufferSize];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                if (await proxy.PassAsync(isRequest) && to is not null)
                {
                    await SendAllAsync(to, buffer.AsMemory(0, count));
                }
            }

            if (await proxy.PassAsync(isRequest))
            {
                to?.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other direction must not wait for its end.
            Reset();
        }
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }
}
