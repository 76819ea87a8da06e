using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>A descriptor that <see cref="LibC.Poll"/> waits for: struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    private int file;
    private short events;
    private short found;

    /// <summary>Waits until a descriptor can be read, or its other end is closed.</summary>
    public PollEntry(SafeFileHandle handle)
    {
        file = (int)handle.DangerousGetHandle();
        events = LibC.CanRead;
    }

    /// <summary>The descriptor.</summary>
    public readonly int File => file;

    /// <summary>Whether the last poll found it ready.</summary>
    public readonly bool IsReady => found != 0;

    /// <summary>Waits for it no longer.</summary>
    public void Ignore() => (file, found) = (-1, 0);
}
