using System.IO.Compression;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Exports;

/// <summary>A trained network in NumPy's npz format, with everything that a forward pass needs to count its correct test images.</summary>
/// <remarks>
/// <para>
/// For layers l = 1, 2, ...: <c>Wl</c> (outputs × inputs) and <c>bl</c> (outputs), h = f(Wl·h + bl), the last layer without f. Without
/// biases, bl is 0. <c>activation</c> names f. <c>x_test</c> and <c>x_test_inverted</c> (images × inputs) are what the network sees of the test
/// images, after the feature map; <c>y_test</c> are their classes.
/// </para>
/// <para>
/// <c>logits</c> and <c>logits_inverted</c> (images × classes) are the outputs of the last layer. An image is correct if the logit of its
/// class is larger than all others. <c>correct</c> has the two counts that the trial stored. <c>trial</c> is the text that identifies it.
/// </para>
/// </remarks>
internal static class WeightsFile
{
    // The earliest time that a zip archive can store: the same network gives the same bytes.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive.</summary>
    public static void Write(Stream stream, TrialSpec trial, TrialResult result, Network network, TestInputs tests)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var array in Arrays(trial, result, network, tests))
        {
            var entry = archive.CreateEntry(array.Name + ".npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = NoTime;
            using var content = entry.Open();
            array.Write(content);
        }
    }

    private static IEnumerable<NumpyArray> Arrays(TrialSpec trial, TrialResult result, Network network, TestInputs tests)
    {
        var shape = network.Architecture;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var (outputs, inputs) = (shape.OutputsOf(layer), shape.InputsOf(layer));
            var weights = new float[outputs * inputs];
            var biases = new float[outputs];
            for (var j = 0; j < outputs; j++)
            {
                biases[j] = network.Bias(layer, j);
                for (var i = 0; i < inputs; i++)
                {
                    weights[(j * inputs) + i] = network.Weight(layer, j, i);
                }
            }

            var number = (layer + 1).ToString(CultureInfo.InvariantCulture);
            yield return NumpyArray.Floats("W" + number, weights, outputs, inputs);
            yield return NumpyArray.Floats("b" + number, biases, outputs);
        }

        yield return NumpyArray.Text("activation", EnumWords.Write(shape.Activation));
        yield return Rows("x_test", tests.Original);
        yield return Rows("x_test_inverted", tests.Transformed);
        yield return NumpyArray.Bytes("y_test", tests.Labels.AsSpan());
        yield return Logits("logits", network, tests.Original);
        yield return Logits("logits_inverted", network, tests.Transformed);
        yield return NumpyArray.Whole("correct", CountOf(result, Classification.Accuracy), CountOf(result, Classification.AccuracyInverted));
        yield return NumpyArray.Text("trial", trial.Canonical);
    }

    private static NumpyArray Rows(string name, FeatureMatrix matrix)
    {
        var values = new float[matrix.Rows * matrix.Columns];
        for (var row = 0; row < matrix.Rows; row++)
        {
            matrix.Row(row).CopyTo(values.AsSpan(row * matrix.Columns));
        }

        return NumpyArray.Floats(name, values, matrix.Rows, matrix.Columns);
    }

    private static NumpyArray Logits(string name, Network network, FeatureMatrix matrix)
    {
        var classes = network.Architecture.Outputs;
        var values = new float[matrix.Rows * classes];
        for (var row = 0; row < matrix.Rows; row++)
        {
            network.Logits(matrix, row, values.AsSpan(row * classes, classes));
        }

        return NumpyArray.Floats(name, values, matrix.Rows, classes);
    }

    private static int CountOf(TrialResult result, Metric metric) => (int)result.Find(metric.Name)!.Value.Correct;
}
