using System.Net;
using System.Net.Sockets;

namespace Symmetry.Chaos.Proxies;

/// <summary>Passes TCP connections on to a server, or disturbs them.</summary>
internal sealed class TcpProxy : IDisposable
{
    /// <summary>The delay of <see cref="ProxyMode.Delayed"/>, in each direction.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    private readonly IPEndPoint server;
    private readonly Lock gate = new();
    private readonly HashSet<ProxiedConnection> connections = [];
    private TcpListener? listener;
    private TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProxyMode mode;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">The address that clients connect to.</param>
    /// <param name="server">The server.</param>
    public TcpProxy(IPEndPoint address, IPEndPoint server)
    {
        Address = address;
        this.server = server;
        listener = Listen();
    }

    /// <summary>The address that clients connect to.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Changes what happens to present and new connections.</summary>
    public void Set(ProxyMode next)
    {
        lock (gate)
        {
            // A connection that has lost bytes cannot go on.
            if (mode is ProxyMode.Swallowing || next is ProxyMode.Refusing)
            {
                ResetAll();
            }

            mode = next;
            if (next is ProxyMode.Refusing)
            {
                listener?.Dispose();
                listener = null;
            }
            else
            {
                listener ??= Listen();
            }

            change.SetResult();
            change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Resets all connections; clients may connect again at once.</summary>
    public void Reset()
    {
        lock (gate)
        {
            ResetAll();
        }
    }

    /// <summary>Waits until something may pass.</summary>
    /// <param name="isRequest">Whether a client sent it.</param>
    /// <returns>Whether to pass it on; otherwise it is lost.</returns>
    public async Task<bool> PassAsync(bool isRequest)
    {
        while (true)
        {
            ProxyMode now;
            Task next;
            lock (gate)
            {
                (now, next) = (mode, change.Task);
            }

            if (now is ProxyMode.Held || now == (isRequest ? ProxyMode.RequestsHeld : ProxyMode.AnswersHeld))
            {
                await next;
                continue;
            }

            if (now is ProxyMode.Delayed)
            {
                await Task.Delay(Latency);
            }

            return now is not ProxyMode.Swallowing;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            listener?.Dispose();
            ResetAll();
        }
    }

    private TcpListener Listen()
    {
        var started = new TcpListener(Address);
        started.Start();
        _ = AcceptAsync(started);
        return started;
    }

    private async Task AcceptAsync(TcpListener started)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await started.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // It was stopped.
                return;
            }

            _ = RunAsync(new ProxiedConnection(this, client));
        }
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        lock (gate)
        {
            connections.Add(connection);
        }

        await connection.RunAsync(server);
        connection.Dispose();
        lock (gate)
        {
            connections.Remove(connection);
        }
    }

    private void ResetAll()
    {
        foreach (var connection in connections.ToArray())
        {
            connection.Reset();
        }

        connections.Clear();
    }
}
