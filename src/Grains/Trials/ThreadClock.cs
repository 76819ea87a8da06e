using System.Runtime.InteropServices;

namespace Symmetry.Grains.Trials;

/// <summary>Priority and processor time of the calling thread.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;
    private const int Niceness = 10;

    /// <summary>Gives this thread a lower priority than others.</summary>
    /// <remarks>On Linux, sets the nice value of the thread, because <c>Thread.Priority</c> has no effect there.</remarks>
    public static void YieldToOthers()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            return;
        }

        // If this fails, for instance in a sandbox, the thread keeps its priority.
        _ = SetPriority(which: 0, who: 0, Niceness);
    }

    /// <summary>The processor time of this thread in seconds; elapsed time where it is not available.</summary>
    public static double Seconds(TimeProvider time) =>
        OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out var spent) == 0
            ? spent.Seconds + (spent.Nanoseconds * 1e-9)
            : ElapsedSeconds(time);

    /// <summary>The elapsed time since some fixed moment in seconds.</summary>
    public static double ElapsedSeconds(TimeProvider time) => time.GetTimestamp() / (double)time.TimestampFrequency;

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
