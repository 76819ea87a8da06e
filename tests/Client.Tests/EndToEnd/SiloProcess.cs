using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>A standalone <c>symmetry-silo</c> process, killed when disposed.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly Process process;

    private SiloProcess(Process process) => this.process = process;

    /// <summary>Starts a silo, with further arguments. Clients can connect once it is ready.</summary>
    public static SiloProcess Start(string data, int gatewayPort, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "symmetry-silo.dll"),
            "--data", data, "--slots", "1", "--silo-port", $"{FreePort()}", "--gateway-port", $"{gatewayPort}", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new SiloProcess(started);
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Kills the process.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}
