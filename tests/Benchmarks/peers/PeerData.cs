using System.Runtime.InteropServices;
using Symmetry.Engine.Data;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>The data of the reference job: the enlarged digits, shuffled, 7,188 to train on and 1,797 to test on.</summary>
/// <param name="Images">The pixels, image after image.</param>
/// <param name="Labels">The class of each image.</param>
internal sealed record PeerData(float[] Images, int[] Labels)
{
    public const int Pixels = 64;
    public const int Classes = 10;
    public const int TrainingImages = 7188;

    /// <summary>Reads the training or the test part of what <see cref="Write"/> wrote.</summary>
    public static PeerData Read(string folder, string part) => new(
        Numbers<float>(Path.Combine(folder, $"{part}_x.f32")), Numbers<int>(Path.Combine(folder, $"{part}_y.i32")));

    /// <summary>The same images in the engine's form; the first <see cref="TrainingImages"/> are the training part.</summary>
    public static (FeatureMatrix Features, byte[] Labels) Shuffled()
    {
        var images = Enlargement.Enlarge(Digits.Images, ShiftFill.Background);
        var order = Enumerable.Range(0, images.Count).ToArray();
        new RandomStream(1, Purpose.Split, 0).Shuffle(order.AsSpan());
        var features = new FeatureMatrix(images.Count, Pixels);
        var labels = new byte[images.Count];
        for (var row = 0; row < order.Length; row++)
        {
            images.Image(order[row]).CopyTo(features.MutableRow(row));
            labels[row] = images.Labels[order[row]];
        }

        return (features, labels);
    }

    /// <summary>Writes both parts as raw little-endian numbers: pixels as float32, labels as int32.</summary>
    public static void Write(FeatureMatrix features, byte[] labels, string folder)
    {
        WritePart("train", ..TrainingImages);
        WritePart("test", TrainingImages..);

        void WritePart(string part, Range rows)
        {
            var (start, count) = rows.GetOffsetAndLength(labels.Length);
            float[] pixels = [.. Enumerable.Range(start, count).SelectMany(row => features.Row(row).ToArray())];
            int[] classes = [.. labels[rows].Select(static label => (int)label)];
            File.WriteAllBytes(Path.Combine(folder, $"{part}_x.f32"), MemoryMarshal.AsBytes<float>(pixels));
            File.WriteAllBytes(Path.Combine(folder, $"{part}_y.i32"), MemoryMarshal.AsBytes<int>(classes));
        }
    }

    private static T[] Numbers<T>(string file)
        where T : struct => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(file)).ToArray();
}
