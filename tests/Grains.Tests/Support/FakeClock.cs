using System.Globalization;

namespace Symmetry.Grains.Tests.Support;

/// <summary>A wall clock that a test sets while a process runs (libfaketime). The monotonic clock of the process stays real.</summary>
internal sealed class FakeClock : IDisposable
{
    // The library for programs with threads: with the other one, a thread sometimes reads another time.
    private static readonly string? Library = new[] { "/usr/lib" }
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.GetDirectories(folder, "*-linux-*"))
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
        .FirstOrDefault(File.Exists);

    private readonly TempFolder folder = new();

    /// <summary>Creates a clock that is ahead of the machine's.</summary>
    public FakeClock(TimeSpan ahead)
    {
        Assert.SkipWhen(Library is null, "libfaketime is not installed (Debian: apt-get install faketime).");
        Set(ahead);
    }

    private string Setting => folder.File("clock");

    /// <summary>Sets the clock, relative to that of the machine.</summary>
    public void Set(TimeSpan ahead)
    {
        File.WriteAllText(folder.File("next"), ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));
        File.Move(folder.File("next"), Setting, overwrite: true);
    }

    /// <summary>The command that runs another one with this clock.</summary>
    /// <remarks>A killed process leaves shared memory named after its id, and libfaketime ends a later process with this id. exec keeps the id.</remarks>
    public string[] Around(string[] command) =>
    [
        "sh", "-c", "rm -f /dev/shm/faketime_shm_$$ /dev/shm/sem.faketime_sem_$$; exec \"$@\"", "sh",
        "env", $"LD_PRELOAD={Library}", $"FAKETIME_TIMESTAMP_FILE={Setting}", "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1",

        // With it, waits of .NET end at once.
        "FAKETIME_FORCE_MONOTONIC_FIX=0",
        .. command,
    ];

    public void Dispose() => folder.Dispose();
}
