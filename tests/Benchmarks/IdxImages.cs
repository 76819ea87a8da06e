using System.IO.Compression;
using Symmetry.Engine.Numerics;

namespace Symmetry.Benchmarks;

/// <summary>Random images of MNIST's size in the format of MNIST: 60,000 of 28 x 28, a fifth of whose pixels are not 0.</summary>
internal static class IdxImages
{
    private const int Count = 60_000;
    private const int Side = 28;

    /// <summary>Writes the images and labels as they are, with the extension idx, and compressed, with the extension gz.</summary>
    public static void Write(string folder)
    {
        var stream = new RandomStream(1, Purpose.Split, 0);
        byte[] images = [0, 0, 8, 3, .. BigEndian(Count), .. BigEndian(Side), .. BigEndian(Side), .. new byte[Count * Side * Side]];
        for (var i = 16; i < images.Length; i++)
        {
            var word = stream.Next();
            images[i] = word % 5 == 0 ? (byte)(word >> 24) : (byte)0;
        }

        byte[] labels = [0, 0, 8, 1, .. BigEndian(Count), .. Enumerable.Range(0, Count).Select(static i => (byte)(i % 10))];
        WriteBoth("images", images);
        WriteBoth("labels", labels);

        void WriteBoth(string name, byte[] content)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}.idx"), content);
            using var compressed = new GZipStream(File.Create(Path.Combine(folder, $"{name}.gz")), CompressionLevel.Optimal);
            compressed.Write(content);
        }
    }

    private static byte[] BigEndian(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
