namespace Symmetry.Formats.Files;

/// <summary>Reads a file up to a limit, whatever its compressed size, and checks the length of what was decompressed.</summary>
/// <param name="inner">The bytes of the file, decompressed; disposed with this stream.</param>
/// <param name="path">The file, for messages.</param>
/// <param name="maxBytes">How many bytes are read at most.</param>
/// <param name="expected">The length modulo 2³² that gzip's trailer states; null for a file that is not compressed.</param>
internal sealed class CheckedStream(Stream inner, string path, long maxBytes, uint? expected) : Stream
{
    private long count;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        count += read;
        if (count > maxBytes)
        {
            throw DataFile.TooLarge(path, maxBytes);
        }

        // GZipStream does not report a truncated file.
        return read > 0 || buffer.IsEmpty || expected is null || (uint)count == expected
            ? read
            : throw new DataFileException($"{path} is truncated or damaged: its gzip trailer does not match its contents.");
    }

    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
