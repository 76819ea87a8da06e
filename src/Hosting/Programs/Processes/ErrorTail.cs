using System.Text;

namespace Symmetry.Hosting.Programs.Processes;

/// <summary>Keeps the end of standard error: at most 20 lines and 4 kB.</summary>
internal sealed class ErrorTail
{
    private const int MaxBytes = 4096;
    private const int MaxLines = 20;

    private readonly byte[] bytes = new byte[2 * MaxBytes];
    private int count;

    /// <summary>Adds the next bytes of the stream.</summary>
    public void Append(ReadOnlySpan<byte> added)
    {
        added = added[^Math.Min(added.Length, MaxBytes)..];
        if (count + added.Length > bytes.Length)
        {
            bytes.AsSpan(count - MaxBytes, MaxBytes).CopyTo(bytes);
            count = MaxBytes;
        }

        added.CopyTo(bytes.AsSpan(count));
        count += added.Length;
    }

    /// <summary>The last lines, separated by " | "; empty if nothing was written.</summary>
    public string Read()
    {
        var text = Encoding.UTF8.GetString(bytes, Math.Max(0, count - MaxBytes), Math.Min(count, MaxBytes));
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .TakeLast(MaxLines)
            .Select(line => string.Concat(line.Select(letter => char.IsControl(letter) ? ' ' : letter)));
        return string.Join(" | ", lines);
    }
}
