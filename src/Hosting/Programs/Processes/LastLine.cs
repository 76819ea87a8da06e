using System.Runtime.InteropServices;
using System.Text;

namespace Symmetry.Hosting.Programs.Processes;

/// <summary>Keeps the last line of a stream that is not blank. Its memory does not grow with the stream.</summary>
internal sealed class LastLine
{
    /// <summary>The longest line that is kept, in bytes: 1 MB.</summary>
    public const int MaxBytes = 1 << 20;

    private readonly List<byte> kept = [];
    private readonly List<byte> current = [];
    private bool keptIsTooLong;
    private bool currentIsTooLong;

    /// <summary>Whether the last line is longer than <see cref="MaxBytes"/>.</summary>
    public bool IsTooLong => IsBlank ? keptIsTooLong : currentIsTooLong;

    private bool IsBlank => !currentIsTooLong && current.TrueForAll(IsSpace);

    /// <summary>Adds the next bytes of the stream.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        for (var end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
        {
            AppendToLine(bytes[..end]);
            EndLine();
            bytes = bytes[(end + 1)..];
        }

        AppendToLine(bytes);
    }

    /// <summary>The line, without spaces around it; null if every line is blank.</summary>
    public string? Read()
    {
        var line = IsBlank ? kept : current;
        return line.Count == 0 ? null : Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(line)).Trim();
    }

    private static bool IsSpace(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\r';

    private void AppendToLine(ReadOnlySpan<byte> bytes)
    {
        var room = MaxBytes - current.Count;
        currentIsTooLong |= bytes.Length > room;
        current.AddRange(bytes[..Math.Min(room, bytes.Length)]);
    }

    private void EndLine()
    {
        if (!IsBlank)
        {
            kept.Clear();
            kept.AddRange(current);
            keptIsTooLong = currentIsTooLong;
        }

        current.Clear();
        currentIsTooLong = false;
    }
}
