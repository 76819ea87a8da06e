using System.Buffers.Binary;

namespace Symmetry.Engine.Data;

/// <summary>Images as bytes: the form in which they are hashed, stored and sent.</summary>
/// <remarks>
/// <c>symmetry images 1</c> and a line feed in ASCII; count, height, width and classes (int32); one byte per label; the pixels as
/// the network sees them (the bits of a float), image by image and row by row. All numbers are little-endian.
/// </remarks>
public static class ImageFormat
{
    private const int Chunk = 1 << 14;

    private static ReadOnlySpan<byte> Magic => "symmetry images 1\n"u8;

    /// <summary>Writes images.</summary>
    public static void Write(ImageSet images, Stream to)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(to);
        to.Write(Magic);
        Span<byte> head = stackalloc byte[4 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(head, images.Count);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], images.Height);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], images.Width);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], images.Classes);
        to.Write(head);
        to.Write(images.Labels);
        var bytes = new byte[Chunk * sizeof(float)];
        for (var rest = images.Values; rest.Length > 0; rest = rest[Math.Min(Chunk, rest.Length)..])
        {
            var count = Math.Min(Chunk, rest.Length);
            for (var i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), rest[i]);
            }

            to.Write(bytes, 0, count * sizeof(float));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else, or end too early.</exception>
    public static ImageSet Read(Stream from)
    {
        ArgumentNullException.ThrowIfNull(from);
        try
        {
            var head = new byte[Magic.Length + (4 * sizeof(int))];
            from.ReadExactly(head);
            if (!head.AsSpan().StartsWith(Magic))
            {
                throw new InvalidDataException("These bytes are not images in form 1.");
            }

            var (count, height, width, classes) = (Number(head, 0), Number(head, 1), Number(head, 2), Number(head, 3));
            if (count < 0 || height < 1 || width < 1 || (long)count * height * width > ImageSet.MaxPixels)
            {
                throw new InvalidDataException($"The header says {count} images of {height} x {width} pixels, "
                    + $"and the maximum is {ImageSet.MaxPixels} pixels in all.");
            }

            var labels = new byte[count];
            from.ReadExactly(labels);
            var pixels = new float[count * height * width];
            var bytes = new byte[Chunk * sizeof(float)];
            for (var start = 0; start < pixels.Length; start += Chunk)
            {
                var chunk = Math.Min(Chunk, pixels.Length - start);
                from.ReadExactly(bytes, 0, chunk * sizeof(float));
                for (var i = 0; i < chunk; i++)
                {
                    pixels[start + i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
                }
            }

            return new ImageSet(height, width, classes, pixels, labels);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The bytes end before the last image.", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static int Number(byte[] head, int i) => BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(Magic.Length + (i * sizeof(int))));
}
