using System.Diagnostics;
using System.Net;

namespace Symmetry.Chaos;

/// <summary>A place for a silo: its ports, and the process that is there at the moment.</summary>
/// <param name="arguments">Its settings.</param>
/// <param name="database">Its database; <c>null</c> for a silo that is alone.</param>
/// <param name="at">A machine of its own, as far as the network can tell; by default this one's loopback.</param>
internal sealed class SiloProcess(string[] arguments, string? database, (SiloNetwork Network, int Place)? at = null) : IAsyncDisposable
{
    private const string Ready = "Silo takes work";
    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(120);

    private readonly Queue<string> lines = new();
    private Process? process;
    private TaskCompletionSource ready = new();

    /// <summary>Where it is.</summary>
    public IPAddress Address => at is { } there ? there.Network.AddressOf(there.Place) : IPAddress.Loopback;

    /// <summary>Where silos call it.</summary>
    public int Port { get; } = Shell.FreePort();

    /// <summary>Where clients call it.</summary>
    public int GatewayPort { get; } = Shell.FreePort();

    /// <summary>The process's number.</summary>
    public int Id => process!.Id;

    /// <summary>Whether a process is there.</summary>
    public bool IsRunning => process is { HasExited: false };

    /// <summary>The last lines that it has printed.</summary>
    public string[] Tail
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Starts it.</summary>
    public void Start()
    {
        string[] command =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "symmetry-silo.dll"), "--silo-port", $"{Port}", "--gateway-port", $"{GatewayPort}", .. arguments,
        ];
        if (at is { } there)
        {
            command = there.Network.At(there.Place, [.. command, "--advertise", $"{Address}", "--insecure"]);
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SYMMETRY_DATABASE"] = database ?? "";
        ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until it takes work.</summary>
    /// <exception cref="TimeoutException">It does not, or it has ended; the message has its last lines.</exception>
    public async Task UntilReadyAsync()
    {
        try
        {
            if (await Task.WhenAny(ready.Task, process!.WaitForExitAsync()).WaitAsync(MaxStart) == ready.Task)
            {
                return;
            }
        }
        catch (TimeoutException)
        {
            // Told below.
        }

        throw new TimeoutException(string.Join('\n', Tail.Prepend(
            $"The silo on {Port} {(IsRunning ? $"does not take work after {MaxStart.TotalSeconds:F0} s" : $"ended with {process!.ExitCode} instead of starting")}:")));
    }

    /// <summary>Sends a signal; nothing happens if the process has ended by itself, as one does that was declared dead.</summary>
    public async Task SignalAsync(string signal)
    {
        try
        {
            await Shell.RunAsync("kill", "-s", signal, $"{Id}");
        }
        catch (InvalidOperationException)
        {
            // A process that has just ended stays until it was waited for, so that its number belongs to nobody else.
            await process!.WaitForExitAsync().WaitAsync(MaxStart);
        }
    }

    /// <summary>Sends a signal that ends it, and waits for the end.</summary>
    public async Task EndAsync(string signal)
    {
        await SignalAsync(signal);
        await process!.WaitForExitAsync();
    }

    /// <summary>Cuts it off from database, peers and clients for a while; its packets are lost.</summary>
    public async Task CutAsync(TimeSpan time, CancellationToken stop)
    {
        var (network, place) = at ?? throw new InvalidOperationException("Loopback cannot be cut.");
        await network.CutAsync(place);
        await Task.Delay(time, stop);
        await network.ReconnectAsync(place);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            process!.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > 40)
            {
                lines.Dequeue();
            }
        }

        if (line.Contains(Ready, StringComparison.Ordinal))
        {
            ready.TrySetResult();
        }
    }
}
