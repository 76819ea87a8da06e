using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Symmetry.Engine.Numerics;

namespace Symmetry.Benchmarks;

/// <summary>The reference job with matrices of MathNet.Numerics and its managed provider, written the usual way.</summary>
internal sealed class MathNetPeer
{
    private const int Batch = 32;
    private const int Epochs = 30;
    private const float Rate = 0.01f;
    private static readonly MatrixBuilder<float> Matrices = Matrix<float>.Build;
    private readonly Matrix<float>[] weights;
    private readonly Vector<float>[] biases;
    private RandomStream random = new(1, Purpose.Weights, 0);

    private MathNetPeer(params int[] sizes)
    {
        var layers = sizes.Zip(sizes.Skip(1)).ToArray();
        weights = [.. layers.Select(size => Glorot(size.First, size.Second))];
        biases = [.. layers.Select(static size => Vector<float>.Build.Dense(size.Second))];
    }

    /// <summary>Trains and prints the line that every peer prints.</summary>
    /// <param name="folder">Where the data is.</param>
    public static void Run(string folder)
    {
        Control.UseManaged();
        Control.UseSingleThread();
        var train = PeerData.Read(folder, "train");
        var test = PeerData.Read(folder, "test");
        New().Train(train, 1);
        var network = New();
        var start = Environment.CpuUsage.TotalTime;
        network.Train(train, Epochs);
        var seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        var accuracy = network.Accuracy(test);
        var version = typeof(Control).Assembly.GetName().Version!.ToString(2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"program": "MathNet.Numerics {{version}}", "seconds": {{seconds:F6}}, "accuracy": {{accuracy:F4}}}"""));
    }

    private static MathNetPeer New() => new(PeerData.Pixels, 10, 5, PeerJob.Classes);

    private static Matrix<float> Images(PeerData data, int[] rows) =>
        Matrices.Dense(rows.Length, PeerData.Pixels, (i, j) => data.Images[(rows[i] * PeerData.Pixels) + j]);

    private static Matrix<float> OneHot(PeerData data, int[] rows) =>
        Matrices.Dense(rows.Length, PeerJob.Classes, (i, j) => data.Labels[rows[i]] == j ? 1f : 0f);

    private static Matrix<float> TanhSlope(Matrix<float> outputs) => 1f - outputs.PointwiseMultiply(outputs);

    private static Matrix<float> Softmax(Matrix<float> logits)
    {
        for (var i = 0; i < logits.RowCount; i++)
        {
            var row = logits.Row(i);
            row = (row - row.Maximum()).PointwiseExp();
            logits.SetRow(i, row / row.Sum());
        }

        return logits;
    }

    private void Train(PeerData data, int epochs)
    {
        var order = Enumerable.Range(0, data.Labels.Length).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order.AsSpan());
            foreach (var rows in order.Chunk(Batch))
            {
                Step(Images(data, rows), OneHot(data, rows));
            }
        }
    }

    private void Step(Matrix<float> images, Matrix<float> targets)
    {
        var (first, second, logits) = Forward(images);
        var third = (Softmax(logits) - targets) / images.RowCount;
        var middle = third.TransposeAndMultiply(weights[2]).PointwiseMultiply(TanhSlope(second));
        var lowest = middle.TransposeAndMultiply(weights[1]).PointwiseMultiply(TanhSlope(first));
        Update(0, images, lowest);
        Update(1, first, middle);
        Update(2, second, third);
    }

    private void Update(int layer, Matrix<float> inputs, Matrix<float> deltas)
    {
        weights[layer] -= Rate * inputs.TransposeThisAndMultiply(deltas);
        biases[layer] -= Rate * deltas.ColumnSums();
    }

    private (Matrix<float> First, Matrix<float> Second, Matrix<float> Logits) Forward(Matrix<float> images)
    {
        var first = Affine(images, 0).PointwiseTanh();
        var second = Affine(first, 1).PointwiseTanh();
        return (first, second, Affine(second, 2));
    }

    private Matrix<float> Affine(Matrix<float> inputs, int layer)
    {
        var sums = inputs * weights[layer];
        for (var i = 0; i < sums.RowCount; i++)
        {
            sums.SetRow(i, sums.Row(i) + biases[layer]);
        }

        return sums;
    }

    private double Accuracy(PeerData test)
    {
        var logits = Forward(Images(test, [.. Enumerable.Range(0, test.Labels.Length)])).Logits;
        var correct = test.Labels.Index().Count(image => logits.Row(image.Index).MaximumIndex() == image.Item);
        return correct / (double)test.Labels.Length;
    }

    private Matrix<float> Glorot(int inputs, int outputs)
    {
        var limit = MathF.Sqrt(6f / (inputs + outputs));
        return Matrices.Dense(inputs, outputs, (_, _) => ((2 * random.NextFloat()) - 1) * limit);
    }
}
