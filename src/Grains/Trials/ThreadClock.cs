using System.Runtime.InteropServices;

namespace Symmetry.Grains.Trials;

/// <summary>What the operating system knows about the calling thread: its priority and its processor time.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;
    private const int Niceness = 10;

    /// <summary>Gives every other thread precedence over this one.</summary>
    /// <remarks>On Linux nice values belong to threads, and <c>Thread.Priority</c> is without effect; elsewhere it is used.</remarks>
    public static void YieldToOthers()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            return;
        }

        // A refusal (a sandbox, say) costs only politeness.
        _ = SetPriority(which: 0, who: 0, Niceness);
    }

    /// <summary>Processor time of this thread in seconds since some moment; elapsed time where it is not known.</summary>
    public static double Seconds(TimeProvider time) =>
        OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out var spent) == 0
            ? spent.Seconds + (spent.Nanoseconds * 1e-9)
            : time.GetTimestamp() / (double)time.TimestampFrequency;

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
