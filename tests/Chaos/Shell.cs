using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Symmetry.Chaos;

/// <summary>Runs programs and reads process statistics from /proc.</summary>
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

    /// <summary>Runs a program and waits for its exit. Its output is discarded, because a server that it starts would keep a pipe open.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with code {process.ExitCode}.");
        }
    }

    /// <summary>The user and system time of a process, in seconds.</summary>
    public static double CpuSeconds(int process)
    {
        var fields = Stat(process) ?? throw new InvalidOperationException($"No such process: {process}.");
        return (long.Parse(fields[11], null) + long.Parse(fields[12], null)) / TicksPerSecond;
    }

    // The fields after the name in /proc/PID/stat: state, parent, ...; null if the process does not exist.
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

    /// <summary>The processor time of a process and its descendants, including ended ones, in seconds.</summary>
    public static double CpuSecondsOfTree(int process)
    {
        // A parent's counters include its ended children but not its running ones.
        var children = Processes()
            .Where(id => Stat(id) is { } stat && int.Parse(stat[1], null) == process);
        return Stat(process) is { } own
            ? (own[11..15].Sum(ticks => long.Parse(ticks, null)) / TicksPerSecond) + children.Sum(CpuSecondsOfTree)
            : 0;
    }

    /// <summary>A process and its descendants.</summary>
    public static IReadOnlyList<int> TreeOf(int process) =>
        [process, .. Processes().Where(id => Stat(id) is { } stat && int.Parse(stat[1], null) == process).SelectMany(TreeOf)];

    /// <summary>Whether a program is installed.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>The processor time of a process's running threads by thread name, in seconds.</summary>
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
                // The thread has just ended.
            }
        }

        return seconds;
    }

    /// <summary>The resident memory of a process, in megabytes.</summary>
    public static long Megabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(entry => entry.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024;
    }

    /// <summary>The number of processes that programs of silos consist of.</summary>
    /// <param name="root">The folder of the silo's programs; empty for all silos.</param>
    public static int CountPrograms(string root) =>
        Processes().Count(process => Read(process, "environ").Contains($"SYMMETRY_TRIAL={(root.Length == 0 ? "" : root + "/")}", StringComparison.Ordinal));

    /// <summary>The folders of the programs of a silo, or of all silos, which their watchers have as argument.</summary>
    public static List<string> FindProgramRoots(int? parent) =>
        [.. Processes()
            .Where(process => parent is null || (Stat(process) is { } stat && int.Parse(stat[1], null) == parent))
            .Select(process => Read(process, "cmdline").TrimEnd('\0').Split('\0'))
            .Where(words => words is [.., "symmetry-programs", _])
            .Select(words => words[^1])];

    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0).Where(id => id > 0);

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
