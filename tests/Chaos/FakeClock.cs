using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>The wall clock of one process, which libfaketime (Debian: faketime) sets while it runs. Monotonic time is that of the machine.</summary>
internal sealed class FakeClock : IDisposable
{
    // The library for programs with threads: with the other one, a thread sometimes reads another time.
    private static readonly string? Library = new[] { "/usr/lib" }
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.GetDirectories(folder, "*-linux-gnu"))
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
        .FirstOrDefault(File.Exists);

    private readonly string file = Path.GetTempFileName();

    /// <summary>Creates a clock that shows the time of the machine.</summary>
    public FakeClock() => Set(TimeSpan.Zero);

    /// <summary>Why no clock can be set; <c>null</c> if it can.</summary>
    public static string? Obstacle => Library is null ? "libfaketime is not installed (Debian: apt-get install faketime)." : null;

    /// <summary>Sets the difference from the clock of the machine. The process sees it within a second.</summary>
    public void Set(TimeSpan offset)
    {
        var next = $"{file}.next";
        File.WriteAllText(next, offset.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));
        File.Move(next, file, overwrite: true);
    }

    /// <summary>The command that runs another one with this clock.</summary>
    /// <remarks>A killed process leaves shared memory named after its id, and libfaketime ends a later process with this id. exec keeps the id.</remarks>
    public string[] Around(string[] command) =>
    [
        "sh", "-c", "rm -f /dev/shm/faketime_shm_$$ /dev/shm/sem.faketime_sem_$$; exec \"$@\"", "sh",
        "env", $"LD_PRELOAD={Library}", $"FAKETIME_TIMESTAMP_FILE={file}", "FAKETIME_CACHE_DURATION=1", "FAKETIME_DONT_RESET=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",

        // With it, waits of .NET end at once and silos spin.
        "FAKETIME_FORCE_MONOTONIC_FIX=0",
        .. command,
    ];

    public void Dispose() => File.Delete(file);
}
