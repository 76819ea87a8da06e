using System.Diagnostics;
using System.Text;

namespace Symmetry.Grains.Tests.Support;

/// <summary>The program <c>symmetry-silo</c> in its own process, which is killed when the test ends.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder lines = new();

    private SiloProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The output so far.</summary>
    public string Output
    {
        get
        {
            lock (lines)
            {
                return lines.ToString();
            }
        }
    }

    public bool HasEnded => process.HasExited;

    public static SiloProcess Start(string database, params string[] arguments) => StartBy(command => command, database, arguments);

    public static SiloProcess StartWithoutDatabase(params string[] arguments) => Run(database: null, Command(arguments));

    /// <summary>Starts it with a command that wraps its own, for instance to put it into another network namespace.</summary>
    public static SiloProcess StartBy(Func<string[], string[]> around, string database, params string[] arguments) =>
        Run(database, around(Command(arguments)));

    private static string[] Command(string[] arguments) => ["dotnet", Path.Combine(AppContext.BaseDirectory, "symmetry-silo.dll"), .. arguments];

    private static SiloProcess Run(string? database, ReadOnlySpan<string> command)
    {
        var start = new ProcessStartInfo(command[0], [.. command[1..]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SYMMETRY_DATABASE"] = database;
        return new SiloProcess(Process.Start(start)!);
    }

    /// <summary>Waits for a line that contains the text, or for several.</summary>
    public Task UntilItSaysAsync(string text, int times = 1) => Waiting.UntilAsync(() =>
    {
        var hasSaid = Output.Split(text).Length > times;
        Assert.False(process.HasExited && !hasSaid, process.HasExited ? $"Exit code {process.ExitCode}.\n{Output}" : "");
        return Task.FromResult(hasSaid);
    });

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Add(string? line)
    {
        lock (lines)
        {
            lines.AppendLine(line);
        }
    }
}
