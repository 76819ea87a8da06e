using System.Runtime.InteropServices;
using System.Text.Json;
using Symmetry.Engine.Data;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>One training that our engine and other programs do in turn.</summary>
/// <param name="Name">The heading of its table.</param>
/// <param name="Features">The images, those to train on first.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="TrainingImages">How many are trained on; the rest are test images.</param>
/// <param name="Protocol">How to train.</param>
/// <param name="Hidden">The widths of the hidden layers.</param>
internal sealed record PeerJob(string Name, FeatureMatrix Features, byte[] Labels, int TrainingImages, Protocol Protocol, params int[] Hidden)
{
    public const int Classes = 10;

    /// <summary>The reference job: the enlarged digits, shuffled, 7,188 to train on and 1,797 to test on.</summary>
    public static PeerJob Reference()
    {
        var images = Enlargement.Enlarge(Digits.Images, ShiftFill.Background);
        var order = Enumerable.Range(0, images.Count).ToArray();
        new RandomStream(1, Purpose.Split, 0).Shuffle(order.AsSpan());
        var features = new FeatureMatrix(images.Count, images.Pixels);
        var labels = new byte[images.Count];
        for (var row = 0; row < order.Length; row++)
        {
            images.Image(order[row]).CopyTo(features.MutableRow(row));
            labels[row] = images.Labels[order[row]];
        }

        return new PeerJob("the reference job, SGD, batch 32", features, labels, 7188, EngineCase.Sgd, 10, 5);
    }

    /// <summary>Images of MNIST's size: 48,000 to train on and 2,000 to test on, each the prototype of its class in much noise.</summary>
    public static PeerJob Large()
    {
        const int Pixels = 784;
        const float Contrast = 0.12f;
        var (features, labels) = EngineCase.Draw(50_000, Pixels);
        var stream = new RandomStream(1, Purpose.Weights, 0);
        float[] prototypes = [.. Enumerable.Range(0, Classes * Pixels).Select(_ => (2 * stream.NextFloat()) - 1)];
        for (var row = 0; row < labels.Length; row++)
        {
            var prototype = prototypes.AsSpan(labels[row] * Pixels, Pixels);
            var image = features.MutableRow(row);
            for (var i = 0; i < Pixels; i++)
            {
                image[i] = ((1 - Contrast) * image[i]) + (Contrast * prototype[i]);
            }
        }

        return new PeerJob("784-128-10, batch 64, one epoch", features, labels, 48_000, EngineCase.Sgd with { Batch = 64, Epochs = 1 }, 128);
    }

    /// <summary>The job in our engine.</summary>
    public EngineCase OurCase() => new(Name, new((Features, Labels)), TrainingImages, Protocol, Hidden);

    /// <summary>Writes the settings as JSON and both parts as raw little-endian numbers: pixels as float32, labels as int32.</summary>
    public void Write(string folder)
    {
        var settings = new
        {
            inputs = Features.Columns,
            hidden = Hidden,
            classes = Classes,
            batch = Protocol.Batch,
            epochs = Protocol.Epochs,
            rate = Protocol.LearningRate,
        };
        File.WriteAllText(Path.Combine(folder, "job.json"), JsonSerializer.Serialize(settings));
        WritePart("train", 0, TrainingImages);
        WritePart("test", TrainingImages, Labels.Length);

        void WritePart(string part, int from, int to)
        {
            using var pixels = File.Create(Path.Combine(folder, $"{part}_x.f32"));
            for (var row = from; row < to; row++)
            {
                pixels.Write(MemoryMarshal.AsBytes(Features.Row(row)));
            }

            int[] classes = [.. Labels[from..to].Select(static label => (int)label)];
            File.WriteAllBytes(Path.Combine(folder, $"{part}_y.i32"), MemoryMarshal.AsBytes<int>(classes));
        }
    }
}
