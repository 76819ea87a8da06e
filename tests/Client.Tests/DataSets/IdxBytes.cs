using System.Buffers.Binary;
using System.IO.Compression;

namespace Symmetry.Client.Tests.DataSets;

/// <summary>Creates files in the IDX format of MNIST.</summary>
internal static class IdxBytes
{
    public static byte[] Encode(byte type, int[] sizes, byte[] values)
    {
        var bytes = new List<byte> { 0, 0, type, (byte)sizes.Length };
        foreach (var size in sizes)
        {
            var encodedSize = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(encodedSize, size);
            bytes.AddRange(encodedSize);
        }

        return [.. bytes, .. values];
    }

    /// <summary>Images with one bar whose position determines the class, and their labels.</summary>
    public static (byte[] Images, byte[] Labels) Bars(int count, int height, int width, int classes)
    {
        var pixels = new byte[count * height * width];
        for (var i = 0; i < count; i++)
        {
            var line = i % classes * height / classes;
            pixels.AsSpan(((i * height) + line) * width, width).Fill((byte)(200 + (i % 50)));
            pixels[(i * height * width) + (i * 31 % (height * width))] = 90;
        }

        return (Encode(8, [count, height, width], pixels), Encode(8, [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % classes))]));
    }

    public static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
