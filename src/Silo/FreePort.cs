using System.Net.Sockets;

namespace Symmetry.Silo;

/// <summary>Finds and checks free ports.</summary>
internal static class FreePort
{
    /// <summary>A port that was just free. Another program may take it before the caller binds it.</summary>
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Checks that no other program listens on a port.</summary>
    /// <remarks>Orleans shares its ports: a second silo would start, and take a part of the connections to the first one.</remarks>
    /// <exception cref="SocketException">One does: see <see cref="PortTaken"/>.</exception>
    public static void Require(IPAddress address, int port)
    {
        using var probe = new TcpListener(address, port);
        probe.Start();
    }
}
