using System.Diagnostics;
using System.Net;

namespace Symmetry.Chaos;

/// <summary>A silo with fixed ports, whose process can be restarted.</summary>
/// <param name="arguments">Its command-line arguments.</param>
/// <param name="database">The connection string of its database; <c>null</c> for a standalone silo.</param>
/// <param name="location">Its network namespace; by default it runs on loopback.</param>
internal sealed class SiloProcess(string[] arguments, string? database, (SiloNetwork Network, int Index)? location = null) : IAsyncDisposable
{
    private const string Ready = "Silo takes work";
    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(120);

    private readonly Queue<string> lines = new();
    private Process? process;
    private TaskCompletionSource ready = new();

    /// <summary>The address that it advertises.</summary>
    public IPAddress Advertised { get; init; } = location is { } place ? place.Network.AddressOf(place.Index) : IPAddress.Loopback;

    /// <summary>The address that it listens on; by default the advertised one.</summary>
    public IPAddress ListenAddress { get => field ?? Advertised; init; }

    /// <summary>Its clock, if it is not that of the machine.</summary>
    public FakeClock? Clock { get; init; }

    /// <summary>The port for other silos.</summary>
    public int Port { get; } = Shell.FreePort();

    /// <summary>The port for clients.</summary>
    public int GatewayPort { get; } = Shell.FreePort();

    /// <summary>The process id.</summary>
    public int Id => process!.Id;

    /// <summary>Whether the process is running.</summary>
    public bool IsRunning => process is { HasExited: false };

    /// <summary>The last lines of its output.</summary>
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

    /// <summary>Starts the process.</summary>
    public void Start()
    {
        string[] command =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "symmetry-silo.dll"), "--silo-port", $"{Port}", "--gateway-port", $"{GatewayPort}",
            .. database is null ? [] : (string[])["--advertise", $"{Advertised}", "--listen", $"{ListenAddress}"], .. arguments,
        ];
        command = Clock?.Around(command) ?? command;
        if (location is { } place)
        {
            command = place.Network.At(place.Index, [.. command, "--insecure"]);
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

    /// <summary>Waits until the silo takes work.</summary>
    /// <exception cref="TimeoutException">The silo did not become ready, or exited. The message contains its last lines.</exception>
    public async Task WaitUntilReadyAsync()
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
            // Reported below.
        }

        var state = IsRunning ? $"did not take work within {MaxStart.TotalSeconds:F0} s" : $"exited with code {process!.ExitCode} instead of starting";
        throw new TimeoutException(string.Join('\n', Tail.Prepend($"The silo on {Port} {state}:")));
    }

    /// <summary>Sends a signal. Does nothing if the process has already exited, as a silo that was declared dead does.</summary>
    public async Task SignalAsync(string signal)
    {
        try
        {
            await Shell.RunAsync("kill", "-s", signal, $"{Id}");
        }
        catch (InvalidOperationException)
        {
            // The id of an exited process is not reused until the process is waited for, so no other process was signalled.
            await process!.WaitForExitAsync().WaitAsync(MaxStart);
        }
    }

    /// <summary>Sends a terminating signal and waits for the exit.</summary>
    public async Task SignalAndWaitAsync(string signal)
    {
        await SignalAsync(signal);
        await process!.WaitForExitAsync();
    }

    /// <summary>Disconnects the silo from database, peers and clients for a while. Its packets are dropped.</summary>
    public async Task CutAsync(TimeSpan time, CancellationToken stop)
    {
        var (network, index) = location ?? throw new InvalidOperationException("A silo on loopback cannot be disconnected.");
        await network.CutAsync(index);
        try
        {
            await Task.Delay(time, stop);
        }
        finally
        {
            await network.ReconnectAsync(index);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            process!.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        process = null;
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
