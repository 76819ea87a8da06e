using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Symmetry.Grains.Storage;

/// <summary>The checksum of a stored row: detects rows that are torn, altered or in the wrong place.</summary>
/// <remarks>
/// XXH3 (64 bits) over sweep id, cell, replicate, attempts, seconds, silo and result; texts and bytes are preceded by their length.
/// Outcomes per test image follow where a row has them. Part of the store's format.
/// </remarks>
internal static class RowChecksum
{
    public static long Compute(string sweep, int cell, long replicate, TrialRow row)
    {
        var maxLength = 48 + Encoding.UTF8.GetMaxByteCount(sweep.Length) + Encoding.UTF8.GetMaxByteCount(row.Silo.Length) + row.Result.Length
            + (row.Outcomes?.Length ?? 0);
        var rented = maxLength > 512 ? ArrayPool<byte>.Shared.Rent(maxLength) : null;
        var bytes = rented ?? stackalloc byte[maxLength];
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, cell);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], replicate);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], row.Attempts);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[16..], row.Seconds);
            var at = WriteText(bytes, 24, sweep);
            at = WriteText(bytes, at, row.Silo);
            at = WriteBytes(bytes, at, row.Result);
            at = row.Outcomes is { } outcomes ? WriteBytes(bytes, at, outcomes) : at;
            return (long)XxHash3.HashToUInt64(bytes[..at]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private static int WriteBytes(Span<byte> bytes, int at, byte[] value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], value.Length);
        value.CopyTo(bytes[(at + 4)..]);
        return at + 4 + value.Length;
    }

    private static int WriteText(Span<byte> bytes, int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes[(at + 4)..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], length);
        return at + 4 + length;
    }
}
