namespace Symmetry.Formats.Files;

/// <summary>The lines of a UTF-8 text, one at a time. Lines end with a line feed, which a carriage return may precede.</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="stream">Its bytes.</param>
internal sealed class TextLines(string file, Stream stream)
{
    /// <summary>The length of the longest line: 16 MB. A file without line ends is not read into memory.</summary>
    public const int MaxLineBytes = 1 << 24;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line as text; null at the end.</summary>
    /// <exception cref="DataFileException">The line is too long, or not UTF-8.</exception>
    public string? Next()
    {
        try
        {
            return NextBytes() is { } line ? Strict.GetString(line.Span) : null;
        }
        catch (DecoderFallbackException e)
        {
            throw new DataFileException($"{file}: line {Number} is not UTF-8 text. Save the file in UTF-8.", e);
        }
    }

    /// <summary>The bytes of the next line, valid until the next call; null at the end.</summary>
    /// <exception cref="DataFileException">The line is too long.</exception>
    public ReadOnlyMemory<byte>? NextBytes()
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Line(start + searched + found, next: start + searched + found + 1);
            }

            searched = end - start;
            if (searched > MaxLineBytes)
            {
                throw new DataFileException($"{file}: line {Number + 1} is longer than {Numbers.Count(MaxLineBytes)} bytes. Expected one row per line.");
            }

            MakeRoom();
            var read = stream.Read(buffer.AsSpan(end));
            if (read == 0)
            {
                // Not "? null :", which would be an empty line.
                return searched == 0 ? default(ReadOnlyMemory<byte>?) : Line(end, next: end);
            }

            end += read;
        }
    }

    private ReadOnlyMemory<byte> Line(int to, int next)
    {
        Number++;
        var line = buffer.AsMemory(start, to - start);
        start = next;
        if (Number == 1 && line.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            line = line[Encoding.UTF8.Preamble.Length..];
        }

        return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }
}
