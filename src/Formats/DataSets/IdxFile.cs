using System.Buffers.Binary;
using Symmetry.Engine.Data;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.DataSets;

/// <summary>The IDX format of MNIST: two zero bytes, the value type, the number of dimensions, their sizes, then the values.</summary>
/// <remarks>Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "File formats". Numbers are big-endian.</remarks>
internal static class IdxFile
{
    private const byte Bytes = 0x08;
    private const int MaxDimensions = 3;

    /// <summary>Reads images and their labels.</summary>
    /// <param name="images">The image file, with three dimensions: images, rows, columns.</param>
    /// <param name="labels">The label file, with one dimension.</param>
    /// <param name="range">The raw values that map to −1 and 1. Default: 0 and 255 for bytes, the smallest and the largest value for other types.</param>
    /// <exception cref="DataFileException">A file is not a valid IDX file, or the two do not match.</exception>
    public static ImageSet Read(string images, string labels, PixelRange? range)
    {
        var (sizes, pixels, isBytes) = DataFile.Read(images, stream => Read(images, stream, 3));
        var (labelSizes, classes, _) = DataFile.Read(labels, stream => Read(labels, stream, 1));
        if (labelSizes[0] != sizes[0])
        {
            throw new DataFileException($"{images} has {sizes[0]} images but {labels} has {labelSizes[0]} labels. Expected one label per image.");
        }

        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is not (>= 0 and <= 255) || classes[i] != Math.Floor(classes[i]))
            {
                throw new DataFileException(FormattableString.Invariant($"{labels}: label {i} is {classes[i]}; expected a whole number from 0 to 255."));
            }
        }

        range ??= isBytes ? PixelRange.OfBytes : PixelRange.FromValues(images, pixels);
        return LabelledImages.Create(images, sizes[1], sizes[2], pixels, Array.ConvertAll(classes, value => (int)value), range);
    }

    private static (int[] Sizes, double[] Values, bool IsBytes) Read(string file, Stream stream, int dimensions)
    {
        Span<byte> head = stackalloc byte[4 * (1 + MaxDimensions)];
        stream.ReadExactly(head[..4]);
        var size = SizeOf(head[2]);
        if (head[0] != 0 || head[1] != 0 || size == 0)
        {
            throw new DataFileException($"{file} starts with the bytes {Convert.ToHexString(head[..4])}; "
                + "an IDX file starts with 0000, a type (08, 09, 0B to 0E) and the number of dimensions.");
        }

        if (head[3] != dimensions)
        {
            throw new DataFileException($"{file} has {head[3]} dimensions; "
                + $"{(dimensions == 3 ? "an image file has 3: images, rows, columns" : "a label file has 1")}.");
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
                throw new DataFileException($"{file} has a dimension of size {sizes[i]}; expected 1 or more.");
            }

            pixels *= i == 0 ? 1 : sizes[i];
            LabelledImages.RequireAllowedSize(file, sizes[0], pixels);
        }

        count = sizes[0] * pixels;
        var bytes = new byte[count * size];
        stream.ReadExactly(bytes);
        if (stream.ReadByte() >= 0)
        {
            throw new DataFileException($"{file} has extra data after its {count} values: the sizes in its header do not match its length.");
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
