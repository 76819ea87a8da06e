using System.Net.Sockets;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Checks that no other program listens on the ports of a silo.</summary>
/// <remarks>Orleans shares its ports: a second silo would start, and take a part of the connections to the first one.</remarks>
internal static class PortCheck
{
    /// <summary>Requires that the ports are free.</summary>
    /// <exception cref="SettingsException">Some are not, or cannot be used; the message names them and their settings.</exception>
    public static void Require(SiloSettings settings)
    {
        (string Setting, IPAddress Address, int? Port)[] ports =
        [
            ("silo-port", settings.ListenAddress, settings.SiloPort),
            ("gateway-port", settings.ListenAddress, settings.GatewayPort),
            ("health-port", settings.HealthAddress, settings.HealthPort),
            ("web", settings.WebAddress, settings.Web),
            ("metrics-port", IPAddress.Loopback, settings.MetricsPort),
        ];
        string[] mistakes = [.. from port in ports
                                let reason = port.Port is { } number ? WhyNot(port.Address, number) : null
                                where reason is not null
                                select $"{port.Setting}: port {port.Port} on {port.Address} {reason}. Choose another with --{port.Setting}."];
        if (mistakes.Length > 0)
        {
            throw new SettingsException(mistakes);
        }
    }

    private static string? WhyNot(IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode is SocketError.AddressAlreadyInUse ? "is in use" : $"cannot be used: {e.Message}";
        }
    }
}
