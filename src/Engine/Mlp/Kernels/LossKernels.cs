using System.Runtime.Intrinsics;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The reported loss of each sample of a block, in double precision, with the bits of <see cref="Reference.LossOf"/>.</summary>
internal static unsafe class LossKernels
{
    /// <summary>The smallest number of float lanes with which four doubles also fit into a vector.</summary>
    public const int MinWidth = 8;

    private const int Lanes = 4;

    /// <summary>Cross-entropy, four samples at a time.</summary>
    /// <param name="logits">The panel of logits.</param>
    /// <param name="labels">The class of each sample, as a float.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="losses">Receives <paramref name="count"/> losses, in nats; has room for <see cref="Panel.Samples"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CrossEntropy(float* logits, float* labels, int classes, int count, Span<double> losses)
    {
        for (var s = 0; s < count; s += Lanes)
        {
            var largest = Vector256.Create(double.NegativeInfinity);
            for (var k = 0; k < classes; k++)
            {
                var z = Load(logits + (k * Panel.Samples) + s);
                largest = Vector256.ConditionalSelect(Vector256.LessThan(largest, z), z, largest);
            }

            var sum = Vector256<double>.Zero;
            for (var k = 0; k < classes; k++)
            {
                sum += ExpLogLanes.ExpOfNonPositive(Load(logits + (k * Panel.Samples) + s) - largest);
            }

            (largest + ExpLogLanes.Log(sum)).CopyTo(losses[s..]);
        }

        for (var s = 0; s < count; s++)
        {
            losses[s] -= logits[((int)labels[s] * Panel.Samples) + s];
        }
    }

    /// <summary>Either loss, sample by sample with the reference.</summary>
    public static void Scalar(float* logits, float* labels, int classes, int count, Loss loss, Span<double> losses)
    {
        Span<float> sampleLogits = stackalloc float[classes];
        for (var s = 0; s < count; s++)
        {
            for (var k = 0; k < classes; k++)
            {
                sampleLogits[k] = logits[(k * Panel.Samples) + s];
            }

            losses[s] = Reference.LossOf(sampleLogits, (int)labels[s], loss);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(float* four)
    {
        var (low, high) = Vector128.Widen(Vector128.Load(four));
        return Vector256.Create(low, high);
    }
}
