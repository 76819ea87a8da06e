using System.Net;
using System.Net.Sockets;

namespace Symmetry.Silo;

/// <summary>Ports of loopback that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>A port that was free a moment ago; whoever binds it must be ready for another having been faster.</summary>
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
