using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Symmetry.Grains.Storage;

/// <summary>The checksum of a stored row: tells a torn or altered row, or one in another's place, from a good one.</summary>
/// <remarks>
/// XXH3 (64 bits) over sweep id, cell, replicate, attempts, seconds, the silo's text and the result's bytes, each text and
/// the bytes preceded by their length. A part of the store's format.
/// </remarks>
internal static class RowChecksum
{
    public static long Of(string sweep, int cell, long replicate, TrialRow row)
    {
        var most = 48 + Encoding.UTF8.GetMaxByteCount(sweep.Length) + Encoding.UTF8.GetMaxByteCount(row.Silo.Length) + row.Result.Length;
        var rented = most > 512 ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[most];
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, cell);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], replicate);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], row.Attempts);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[16..], row.Seconds);
            var at = PutText(bytes, 24, sweep);
            at = PutText(bytes, at, row.Silo);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], row.Result.Length);
            row.Result.CopyTo(bytes[(at + 4)..]);
            return (long)XxHash3.HashToUInt64(bytes[..(at + 4 + row.Result.Length)]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private static int PutText(Span<byte> bytes, int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes[(at + 4)..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], length);
        return at + 4 + length;
    }
}
