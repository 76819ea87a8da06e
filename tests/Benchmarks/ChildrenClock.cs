using System.Runtime.InteropServices;

namespace Symmetry.Benchmarks;

/// <summary>The processor time of the processes that this one has started and that have ended, on Linux.</summary>
internal static partial class ChildrenClock
{
    private const int Children = -1;

    /// <summary>Seconds, in user and system mode together.</summary>
    public static double Seconds
    {
        get
        {
            if (GetUsage(Children, out var usage) != 0)
            {
                throw new PlatformNotSupportedException("This runner needs getrusage.");
            }

            return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) * 1e-6);
        }
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, out Usage usage);

    // The kernel also writes 14 counters of 8 bytes.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
