using System.Net;
using System.Net.Sockets;

namespace Symmetry.Grains.Tests.Support;

internal static class FreePort
{
    /// <summary>A port that was just free. Another program may take it before the caller binds it.</summary>
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
