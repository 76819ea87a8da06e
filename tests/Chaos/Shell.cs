using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Symmetry.Chaos;

/// <summary>Other programs, and what the kernel knows of processes.</summary>
internal static class Shell
{
    // Linux counts processor time in hundredths of a second.
    private const double TicksPerSecond = 100;

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Runs a program to its end; its output goes nowhere, because a server that it starts would keep a pipe open.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Processor time that a process has used, in seconds, user and system.</summary>
    public static double CpuSeconds(int process)
    {
        var fields = Stat(process) ?? throw new InvalidOperationException($"There is no process {process}.");
        return (long.Parse(fields[11], null) + long.Parse(fields[12], null)) / TicksPerSecond;
    }

    // What follows the name in /proc/PID/stat: state, parent, ...; null if there is no such process.
    private static string[]? Stat(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException)
        {
            return null;
        }
    }

    /// <summary>Processor time that a process and all below it have used, the ended ones included, in seconds.</summary>
    public static double CpuSecondsOfTree(int process)
    {
        // Who has ended is in its parent's account; who lives is not.
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && Stat(id) is { } stat && int.Parse(stat[1], null) == process);
        return Stat(process) is { } own
            ? (own[11..15].Sum(ticks => long.Parse(ticks, null)) / TicksPerSecond) + children.Sum(CpuSecondsOfTree)
            : 0;
    }

    /// <summary>Processor time of a process's living threads by their names, in seconds.</summary>
    public static Dictionary<string, double> CpuSecondsOfThreads(int process)
    {
        var seconds = new Dictionary<string, double>();
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(thread, "stat"));
                var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
                var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                seconds[name] = seconds.GetValueOrDefault(name) + ((long.Parse(fields[11], null) + long.Parse(fields[12], null)) / TicksPerSecond);
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return seconds;
    }

    /// <summary>Memory that a process holds at the moment, in megabytes.</summary>
    public static long Megabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(one => one.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024;
    }
}
