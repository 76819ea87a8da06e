using System.Runtime.InteropServices;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Evaluates a network on many rows, in blocks of <see cref="Panel.Samples"/>, with the logits of <see cref="Reference"/>.</summary>
internal sealed unsafe class Evaluator<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly AlignedBuffer memory = new();
    private readonly InputBlock<TSimd, TVector> inputs;
    private readonly ForwardPass<TSimd, TVector> forward;
    private readonly int classes;

    private Evaluator(Network network)
    {
        inputs = new InputBlock<TSimd, TVector>(network.Architecture.Inputs, memory);
        var outputs = Workspace.CreateOutputs(network.Architecture, hasOnes: false, memory);
        forward = new ForwardPass<TSimd, TVector>(network.ShapeOfOutputs, inputs, outputs, memory);
        forward.Read(network);
        classes = network.Architecture.Outputs;
    }

    public static int CountCorrect(Network network, FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Span<bool> marks)
    {
        using var evaluator = new Evaluator<TSimd, TVector>(network);
        return evaluator.CountCorrect(features, rows, labels, marks);
    }

    public static double MeanLoss(Network network, FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Loss loss)
    {
        using var evaluator = new Evaluator<TSimd, TVector>(network);
        return evaluator.MeanLoss(features, rows, labels, loss);
    }

    public static void LogitsOfFirst(Network network, FeatureMatrix features, int count, Span<float> logits)
    {
        using var evaluator = new Evaluator<TSimd, TVector>(network);
        evaluator.LogitsOfFirst(features, count, logits);
    }

    public void Dispose() => memory.Dispose();

    private int CountCorrect(FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Span<bool> marks)
    {
        var correct = memory.AllocateFloats(Panel.Samples);
        var count = 0;
        for (var start = 0; start < rows.Length; start += Panel.Samples)
        {
            var block = BlockAt(rows, start);
            var vectors = ComputeLogits(features, block, labels);
            OutputKernels<TSimd, TVector>.Correct(forward.Logits, inputs.Labels, classes, vectors, correct);
            for (var s = 0; s < block.Length; s++)
            {
                count += (int)correct[s];
            }

            for (var s = 0; !marks.IsEmpty && s < block.Length; s++)
            {
                marks[start + s] = correct[s] != 0;
            }
        }

        return count;
    }

    private double MeanLoss(FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Loss loss)
    {
        Span<double> losses = stackalloc double[Panel.Samples];
        var sum = 0.0;
        for (var start = 0; start < rows.Length; start += Panel.Samples)
        {
            var block = BlockAt(rows, start);
            ComputeLogits(features, block, labels);
            if (loss == Loss.CrossEntropy && TSimd.Count >= LossKernels.MinWidth)
            {
                LossKernels.CrossEntropy(forward.Logits, inputs.Labels, classes, block.Length, losses);
            }
            else
            {
                LossKernels.Scalar(forward.Logits, inputs.Labels, classes, block.Length, loss, losses);
            }

            foreach (var rowLoss in losses[..block.Length])
            {
                sum += rowLoss;
            }
        }

        return double.IsNaN(sum) ? double.NaN : sum / rows.Length;
    }

    private void LogitsOfFirst(FeatureMatrix features, int count, Span<float> logits)
    {
        // Rows of a block are numbered from its start; a pass without a loss needs labels only as numbers to ignore.
        ReadOnlySpan<byte> labels = stackalloc byte[Panel.Samples];
        Span<int> rows = stackalloc int[Panel.Samples];
        for (var s = 0; s < rows.Length; s++)
        {
            rows[s] = s;
        }

        fixed (float* matrix = &MemoryMarshal.GetReference(features.Values))
        fixed (byte* classOf = labels)
        {
            for (var start = 0; start < count; start += Panel.Samples)
            {
                var block = rows[..Math.Min(Panel.Samples, count - start)];
                forward.Compute(inputs.Select(matrix + ((nint)start * features.Stride), features.Stride, block, classOf));
                for (var s = 0; s < block.Length; s++)
                {
                    for (var k = 0; k < classes; k++)
                    {
                        logits[((start + s) * classes) + k] = forward.Logits[(k * Panel.Samples) + s];
                    }
                }
            }
        }
    }

    private static ReadOnlySpan<int> BlockAt(ReadOnlySpan<int> rows, int start) =>
        rows.Slice(start, Math.Min(Panel.Samples, rows.Length - start));

    // Rows and labels are checked here, once per block; the kernels work with pointers.
    private int ComputeLogits(FeatureMatrix features, ReadOnlySpan<int> block, ReadOnlySpan<byte> labels)
    {
        foreach (var row in block)
        {
            if ((uint)row >= (uint)features.Rows || row >= labels.Length)
            {
                throw new ArgumentException(
                    $"Row {row} is out of range: the matrix has {features.Rows} rows, and there are {labels.Length} labels.", nameof(block));
            }
        }

        fixed (float* matrix = &MemoryMarshal.GetReference(features.Values))
        fixed (byte* classOf = labels)
        {
            var vectors = inputs.Select(matrix, features.Stride, block, classOf);
            forward.Compute(vectors);
            return vectors;
        }
    }
}
