using System.Buffers.Binary;
using Symmetry.Engine.Data;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.DataSets;

/// <summary>The IDX format of MNIST: two zero bytes, the value type, the number of dimensions, their sizes, then the values.</summary>
/// <remarks>Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "File formats". Numbers are big-endian.</remarks>
internal static class IdxFile
{
    private const int MaxDimensions = 3;
    private const int ChunkBytes = 1 << 16;

    /// <summary>Reads images and their labels.</summary>
    /// <param name="images">The image file, with three dimensions: images, rows, columns.</param>
    /// <param name="labels">The label file, with one dimension.</param>
    /// <param name="range">The raw values that map to −1 and 1. Default: 0 and 255 for bytes, the smallest and the largest value for other types.</param>
    /// <exception cref="DataFileException">A file is not a valid IDX file, or the two do not match.</exception>
    public static ImageSet Read(string images, string labels, PixelRange? range)
    {
        var (sizes, pixels) = DataFile.Read(images, stream => ReadImages(images, stream, range));
        var (labelSizes, classes) = DataFile.Read(labels, stream => ReadLabels(labels, stream));
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

        return LabelledImages.Create(images, sizes[1], sizes[2], pixels, Array.ConvertAll(classes, static value => (int)value));
    }

    private static (int[] Sizes, float[] Pixels) ReadImages(string file, Stream stream, PixelRange? range)
    {
        var (sizes, type) = ReadHead(file, stream, 3);
        var pixels = sizes[1] * sizes[2];
        if (type == IdxValues.Bytes)
        {
            return (sizes, ReadBytes(file, stream, sizes[0] * pixels, range ?? PixelRange.OfBytes, pixels));
        }

        var values = ReadValues(file, stream, type, sizes[0] * pixels);
        return (sizes, (range ?? PixelRange.FromValues(file, values)).Scale(file, values, pixels));
    }

    private static (int[] Sizes, double[] Values) ReadLabels(string file, Stream stream)
    {
        var (sizes, type) = ReadHead(file, stream, 1);
        return (sizes, [.. ReadValues(file, stream, type, sizes[0])]);
    }

    // Scaled while they are read, so that 60,000 images of 28 x 28 take no memory but that of their pixels.
    private static float[] ReadBytes(string file, Stream stream, int count, PixelRange range, int pixelsOfImage)
    {
        var scaled = range.ScaleBytes();
        var pixels = new float[count];
        var buffer = new byte[ChunkBytes];
        for (var start = 0; start < count; start += ChunkBytes)
        {
            var chunk = buffer.AsSpan(0, Math.Min(ChunkBytes, count - start));
            stream.ReadExactly(chunk);
            for (var i = 0; i < chunk.Length; i++)
            {
                var pixel = scaled[chunk[i]];
                pixels[start + i] = float.IsNaN(pixel) ? throw range.Outside(file, chunk[i], start + i, pixelsOfImage) : pixel;
            }
        }

        RequireEnd(file, stream, count);
        return pixels;
    }

    private static IdxValues ReadValues(string file, Stream stream, byte type, int count)
    {
        var bytes = new byte[(long)count * IdxValues.SizeOf(type)];
        stream.ReadExactly(bytes);
        RequireEnd(file, stream, count);
        return new IdxValues(type, bytes);
    }

    private static void RequireEnd(string file, Stream stream, int count)
    {
        if (stream.ReadByte() >= 0)
        {
            throw new DataFileException($"{file} has extra data after its {count} values: the sizes in its header do not match its length.");
        }
    }

    private static (int[] Sizes, byte Type) ReadHead(string file, Stream stream, int dimensions)
    {
        Span<byte> head = stackalloc byte[4 * (1 + MaxDimensions)];
        stream.ReadExactly(head[..4]);
        if (head[0] != 0 || head[1] != 0 || IdxValues.SizeOf(head[2]) == 0)
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

        return (sizes, head[2]);
    }
}
