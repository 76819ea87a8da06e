using System.Runtime.InteropServices;

namespace Symmetry.Benchmarks;

/// <summary>One part of the reference job's images, as <see cref="PeerJob.Write"/> wrote it.</summary>
/// <param name="Images">The pixels, image after image.</param>
/// <param name="Labels">The class of each image.</param>
internal sealed record PeerData(float[] Images, int[] Labels)
{
    public const int Pixels = 64;

    /// <summary>Reads the training or the test part.</summary>
    public static PeerData Read(string folder, string part) => new(
        Numbers<float>(Path.Combine(folder, $"{part}_x.f32")), Numbers<int>(Path.Combine(folder, $"{part}_y.i32")));

    private static T[] Numbers<T>(string file)
        where T : struct => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(file)).ToArray();
}
