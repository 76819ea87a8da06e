using System.Buffers.Binary;
using Symmetry.Engine.Data;

namespace Symmetry.Client.DataSets;

/// <summary>The file format of MNIST: two zero bytes, the type of the values, the number of dimensions, their sizes, the values.</summary>
/// <remarks>Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "File formats"; numbers are big-endian.</remarks>
internal static class IdxFile
{
    private const byte Bytes = 0x08;
    private const int MaxDimensions = 3;

    /// <summary>Reads images and their labels.</summary>
    /// <param name="images">Three dimensions: images, lines, pixels.</param>
    /// <param name="labels">One dimension.</param>
    /// <param name="range">The raw values that become −1 and 1; of bytes 0 and 255 by default, of other values the least and the greatest.</param>
    /// <exception cref="DataFileException">They are no such files, or do not belong together.</exception>
    public static ImageSet Read(string images, string labels, PixelRange? range)
    {
        var (sizes, pixels, isBytes) = DataFile.Read(images, stream => Read(images, stream, 3));
        var (named, classes, _) = DataFile.Read(labels, stream => Read(labels, stream, 1));
        if (named[0] != sizes[0])
        {
            throw new DataFileException($"{images} has {sizes[0]} images and {labels} has {named[0]} labels; allowed is one label an image.");
        }

        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is not (>= 0 and <= 255) || classes[i] != Math.Floor(classes[i]))
            {
                throw new DataFileException(FormattableString.Invariant($"{labels}: label {i} is {classes[i]}; allowed are whole numbers from 0 to 255."));
            }
        }

        range ??= isBytes ? PixelRange.OfBytes : PixelRange.Of(images, pixels);
        return LabelledImages.Of(images, sizes[1], sizes[2], pixels, Array.ConvertAll(classes, value => (int)value), range);
    }

    private static (int[] Sizes, double[] Values, bool IsBytes) Read(string file, Stream stream, int dimensions)
    {
        Span<byte> head = stackalloc byte[4 * (1 + MaxDimensions)];
        stream.ReadExactly(head[..4]);
        var size = SizeOf(head[2]);
        if (head[0] != 0 || head[1] != 0 || size == 0)
        {
            throw new DataFileException($"{file} begins with the bytes {Convert.ToHexString(head[..4])}; an IDX file begins with 0000, its type (08, 09, 0B to 0E) and its dimensions.");
        }

        if (head[3] != dimensions)
        {
            throw new DataFileException($"{file} has {head[3]} dimensions; {(dimensions == 3 ? "images have 3: images, lines, pixels" : "labels have 1")}.");
        }

        stream.ReadExactly(head[4..(4 + (4 * dimensions))]);
        var sizes = new int[dimensions];
        var count = 1L;
        var pixels = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(head[(4 + (4 * i))..]);
            if (sizes[i] < 1)
            {
                throw new DataFileException($"{file} has a dimension of {sizes[i]}; allowed is 1 or more.");
            }

            pixels *= i == 0 ? 1 : sizes[i];
            LabelledImages.RequireRoom(file, sizes[0], pixels);
        }

        count = sizes[0] * pixels;
        var bytes = new byte[count * size];
        stream.ReadExactly(bytes);
        if (stream.ReadByte() >= 0)
        {
            throw new DataFileException($"{file} goes on after its {count} values; the sizes in its head do not fit.");
        }

        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(head[2], bytes.AsSpan(i * size, size));
        }

        return (sizes, values, head[2] == Bytes);
    }

    private static int SizeOf(byte type) => type switch { 0x08 or 0x09 => 1, 0x0B => 2, 0x0C or 0x0D => 4, 0x0E => 8, _ => 0 };

    private static double ValueOf(byte type, ReadOnlySpan<byte> bytes) => type switch
    {
        0x08 => bytes[0],
        0x09 => (sbyte)bytes[0],
        0x0B => BinaryPrimitives.ReadInt16BigEndian(bytes),
        0x0C => BinaryPrimitives.ReadInt32BigEndian(bytes),
        0x0D => BinaryPrimitives.ReadSingleBigEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };
}
