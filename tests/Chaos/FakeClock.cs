using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>The wall clock of one process, which libfaketime (Debian: faketime) sets while it runs. Monotonic time is that of the machine.</summary>
internal sealed class FakeClock : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public FakeClock() => Set(TimeSpan.Zero);

    /// <summary>Why no clock can be set; <c>null</c> if it can.</summary>
    public static string? Obstacle => Library is null ? "libfaketime is not installed (Debian: apt-get install faketime)." : null;

    /// <summary>The environment variables of the process.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["FAKETIME_DONT_RESET"] = "1",

        // With it, waits of .NET end at once and silos spin.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };

    private static string? Library => Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists)
        : null;

    /// <summary>Sets the difference from the clock of the machine. The process sees it within a second.</summary>
    public void Set(TimeSpan offset) => File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0;+0}\n"));

    /// <summary>Removes what a killed process leaves in shared memory: a later process with the same id would not start.</summary>
    public static void RemoveFilesOf(int process)
    {
        foreach (var name in (string[])["faketime_shm_", "sem.faketime_sem_"])
        {
            File.Delete(string.Create(CultureInfo.InvariantCulture, $"/dev/shm/{name}{process}"));
        }
    }

    public void Dispose() => File.Delete(file);
}
