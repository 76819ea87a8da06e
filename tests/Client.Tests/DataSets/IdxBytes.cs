using System.Buffers.Binary;
using System.IO.Compression;

namespace Symmetry.Client.Tests.DataSets;

/// <summary>Files of MNIST's format, made here.</summary>
internal static class IdxBytes
{
    public static byte[] Of(byte type, int[] sizes, byte[] values)
    {
        var bytes = new List<byte> { 0, 0, type, (byte)sizes.Length };
        foreach (var size in sizes)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, size);
            bytes.AddRange(four);
        }

        return [.. bytes, .. values];
    }

    /// <summary>Images with a bar whose place tells the class, and their labels.</summary>
    public static (byte[] Images, byte[] Labels) Bars(int count, int height, int width, int classes)
    {
        var pixels = new byte[count * height * width];
        for (var i = 0; i < count; i++)
        {
            var line = i % classes * height / classes;
            pixels.AsSpan(((i * height) + line) * width, width).Fill((byte)(200 + (i % 50)));
            pixels[(i * height * width) + (i * 31 % (height * width))] = 90;
        }

        return (Of(8, [count, height, width], pixels), Of(8, [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % classes))]));
    }

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
