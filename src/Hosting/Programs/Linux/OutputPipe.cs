using Microsoft.Win32.SafeHandles;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>A pipe from a child process.</summary>
/// <param name="append">Gets the bytes.</param>
internal sealed class OutputPipe(OutputPipe.Append append) : IDisposable
{
    /// <summary>The largest pipe that a process may make without privileges, in bytes.</summary>
    private const int MaxPipeBytes = 1 << 20;

    private readonly (SafeFileHandle Read, SafeFileHandle Write) ends = LibC.Pipe();

    /// <summary>Gets bytes of the pipe.</summary>
    internal delegate void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The end that is read here.</summary>
    public SafeFileHandle ReadEnd => ends.Read;

    /// <summary>The end for the child process.</summary>
    public SafeFileHandle WriteEnd => ends.Write;

    /// <summary>Reads what is there. Blocks if nothing is.</summary>
    /// <returns>The number of bytes; 0 at the end of the stream.</returns>
    public unsafe int Read(Span<byte> buffer)
    {
        nint read;
        fixed (byte* start = buffer)
        {
            read = LibC.Read((int)ends.Read.DangerousGetHandle(), start, (nuint)buffer.Length);
        }

        append(buffer[..(int)Math.Max(0, read)]);
        return (int)Math.Max(0, read);
    }

    /// <summary>Reads the rest of a process that has exited, even if others still hold the pipe open or write to it.</summary>
    public unsafe void Drain(Span<byte> buffer)
    {
        for (var left = MaxPipeBytes; left > 0;)
        {
            var entry = new PollEntry(ends.Read);
            if (LibC.Poll(&entry, 1, 0) <= 0 || Read(buffer) is not (> 0 and var read))
            {
                return;
            }

            left -= read;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ends.Read.Dispose();
        ends.Write.Dispose();
    }
}
