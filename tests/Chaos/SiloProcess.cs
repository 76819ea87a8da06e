using System.Diagnostics;

namespace Symmetry.Chaos;

/// <summary>A place for a silo: its ports, and the process that is there at the moment.</summary>
internal sealed class SiloProcess(string[] arguments, string? database) : IAsyncDisposable
{
    private const string Ready = "Silo takes work";
    private static readonly TimeSpan MostStart = TimeSpan.FromSeconds(120);

    private readonly Queue<string> lines = new();
    private Process? process;
    private TaskCompletionSource ready = new();

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
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "symmetry-silo.dll"), "--silo-port", $"{Port}", "--gateway-port", $"{GatewayPort}", .. arguments])
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
    public Task UntilReadyAsync() => ready.Task.WaitAsync(MostStart);

    /// <summary>Sends a signal.</summary>
    public Task SignalAsync(string signal) => Shell.RunAsync("kill", "-s", signal, $"{Id}");

    /// <summary>Sends a signal that ends it, and waits for the end.</summary>
    public async Task EndAsync(string signal)
    {
        await SignalAsync(signal);
        await process!.WaitForExitAsync();
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
