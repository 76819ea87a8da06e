using System.Runtime.InteropServices;

namespace Symmetry.Benchmarks;

/// <summary>The processor time of the current thread. Other programs on the same core do not count.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Seconds, from an arbitrary start.</summary>
    public static double Seconds
    {
        get
        {
            if (ClockGetTime(ThreadCpuTime, out var time) != 0)
            {
                throw new PlatformNotSupportedException("This runner needs clock_gettime.");
            }

            return time.Seconds + (time.Nanoseconds * 1e-9);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
