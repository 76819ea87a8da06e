using System.Buffers.Binary;
using System.Collections;

namespace Symmetry.Formats.DataSets;

/// <summary>The values of an IDX file, decoded while they are read: as doubles they would take up to eight times their memory.</summary>
/// <param name="type">The type of the values, as the file states it.</param>
/// <param name="bytes">The big-endian bytes of all values.</param>
internal sealed class IdxValues(byte type, byte[] bytes) : IReadOnlyCollection<double>
{
    /// <summary>The type of bytes without a sign.</summary>
    public const byte Bytes = 0x08;

    /// <summary>The number of values.</summary>
    public int Count => bytes.Length / SizeOf(type);

    /// <summary>The bytes of a value; 0 for a type that does not exist.</summary>
    public static int SizeOf(byte type) => type switch { Bytes or 0x09 => 1, 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 0 };

    /// <summary>The values in the order of the file.</summary>
    public IEnumerator<double> GetEnumerator()
    {
        var size = SizeOf(type);
        for (var start = 0; start < bytes.Length; start += size)
        {
            yield return ValueOf(bytes.AsSpan(start, size));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private double ValueOf(ReadOnlySpan<byte> value) => type switch
    {
        Bytes => value[0],
        0x09 => (sbyte)value[0],
        0x0B => BinaryPrimitives.ReadInt16BigEndian(value),
        0x0C => BinaryPrimitives.ReadInt32BigEndian(value),
        0x0D => BinaryPrimitives.ReadSingleBigEndian(value),
        _ => BinaryPrimitives.ReadDoubleBigEndian(value),
    };
}
