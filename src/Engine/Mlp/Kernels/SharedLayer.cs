using Symmetry.Engine.Mlp.Kernels.Activations;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>A first layer that is shared over the copies of each sample, with the bits of <see cref="SharedSteps"/>.</summary>
/// <remarks>
/// The forward pass takes one copy of all samples at a time, samples in the lanes. The gradient is one sum over sample and copy, in this
/// order, so the deltas of all copies are first written side by side.
/// </remarks>
internal sealed unsafe class SharedLayer<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly ForwardPass<TSimd, TVector> forward;
    private readonly InputBlock<TSimd, TVector> inputs;
    private readonly Activation activation;
    private readonly int copies;
    private readonly int units;
    private readonly int classes;

    // The hidden values of each copy, one panel after the other; and the slopes of one copy.
    private readonly float* lifted;
    private readonly float* slopes;
    private readonly float** deltaRows;

    /// <summary>Allocates the values of all copies.</summary>
    /// <param name="forward">The network.</param>
    /// <param name="inputs">The rows that it reads.</param>
    /// <param name="shape">Its shape; at least one hidden layer.</param>
    /// <param name="copies">Matrix rows per sample.</param>
    /// <param name="memory">The memory to allocate from.</param>
    public SharedLayer(ForwardPass<TSimd, TVector> forward, InputBlock<TSimd, TVector> inputs, Architecture shape, int copies, AlignedBuffer memory)
    {
        this.forward = forward;
        this.inputs = inputs;
        this.copies = copies;
        activation = shape.Activation;
        units = shape.OutputsOf(0);
        classes = shape.Outputs;
        lifted = memory.AllocateFloats(copies * units * Panel.Samples);
        slopes = memory.AllocateFloats(units * Panel.Samples);
        Rows = memory.AllocatePointers(Terms);
        deltaRows = memory.AllocatePointers(LayerLayout.Padded(units));
        Deltas = memory.AllocateFloats(LayerLayout.Padded(units) * Terms);
        for (var unit = 0; unit < LayerLayout.Padded(units); unit++)
        {
            deltaRows[unit] = Deltas + (unit * Terms);
        }
    }

    /// <summary>The number of matrix rows of a full block.</summary>
    public int Terms => copies * Panel.Samples;

    /// <summary>Pointers to the matrix rows of the block: all copies of the first sample, then of the second.</summary>
    public float** Rows { get; }

    /// <summary>δ of each unit for each of <see cref="Rows"/>: <see cref="Terms"/> floats per unit.</summary>
    public float* Deltas { get; }

    /// <summary>Makes orbits the current block, and returns the number of vectors of samples in it.</summary>
    public int Select(float* matrix, nint stride, ReadOnlySpan<int> orbits, byte* labels)
    {
        var vectors = (orbits.Length + TSimd.Count - 1) / TSimd.Count;
        for (var s = 0; s < vectors * TSimd.Count; s++)
        {
            // Unused lanes repeat the first sample.
            var first = (nint)orbits[s < orbits.Length ? s : 0] * copies;
            inputs.Labels[s] = labels[first];
            for (var copy = 0; copy < copies; copy++)
            {
                Rows[(s * copies) + copy] = matrix + ((first + copy) * stride);
            }
        }

        return vectors;
    }

    /// <summary>Computes the outputs of all layers: those of the first are the means over the copies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int vectors)
    {
        var pooled = forward.Outputs[0].Values;
        var size = units * Panel.Samples;
        var target = lifted;
        for (var copy = 0; copy < copies; copy++, target += size)
        {
            for (var s = 0; s < vectors * TSimd.Count; s++)
            {
                inputs.Rows[s] = Rows[(s * copies) + copy];
            }

            forward.ComputeFirstLayer(vectors);
            ActivationKernels<TSimd, TVector>.Activate(activation, pooled, units, vectors);
            new ReadOnlySpan<float>(pooled, size).CopyTo(new Span<float>(target, size));
        }

        var divisor = TSimd.Broadcast(copies);
        for (nint at = 0; at < size; at += TSimd.Count)
        {
            var sum = TSimd.Broadcast(0f);
            for (nint copy = 0; copy < copies; copy++)
            {
                sum = TSimd.Add(sum, TSimd.Load(lifted + (copy * size) + at));
            }

            TSimd.Store(pooled + at, TSimd.Divide(sum, divisor));
        }

        forward.ComputeFrom(1, vectors);
    }

    /// <summary>Turns the logits into output deltas, in place and in double precision.</summary>
    public void OutputDelta(int count, Loss loss, float factor)
    {
        Span<double> p = stackalloc double[classes];
        Span<float> delta = stackalloc float[classes];
        for (var s = 0; s < count; s++)
        {
            for (var k = 0; k < classes; k++)
            {
                p[k] = forward.Logits[(k * Panel.Samples) + s];
            }

            SharedSteps.OutputDelta(p, (int)inputs.Labels[s], loss, factor, delta);
            for (var k = 0; k < classes; k++)
            {
                forward.Logits[(k * Panel.Samples) + s] = delta[k];
            }
        }
    }

    /// <summary>Computes <see cref="Deltas"/> from the derivatives by the means, and returns the number of matrix rows that they are for.</summary>
    /// <param name="derivatives">The panel of derivatives; overwritten.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="vectors">The number of vectors of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int SpreadDelta(float* derivatives, int count, int vectors)
    {
        var size = units * Panel.Samples;
        var divisor = TSimd.Broadcast(copies);
        for (nint at = 0; at < size; at += TSimd.Count)
        {
            TSimd.Store(derivatives + at, TSimd.Divide(TSimd.Load(derivatives + at), divisor));
        }

        for (nint copy = 0; copy < copies; copy++)
        {
            new Span<float>(slopes, size).Fill(1f);
            ActivationKernels<TSimd, TVector>.Delta(activation, lifted + (copy * size), slopes, units, vectors);
            for (nint unit = 0; unit < units; unit++)
            {
                var slope = slopes + (unit * Panel.Samples);
                var derivative = derivatives + (unit * Panel.Samples);
                var delta = deltaRows[unit] + copy;
                for (nint s = 0; s < count; s++)
                {
                    delta[s * copies] = slope[s] * derivative[s];
                }
            }
        }

        return count * copies;
    }

    /// <summary>Writes <see cref="Deltas"/> with the units in the lanes: one row per matrix row.</summary>
    /// <param name="terms">The number of matrix rows.</param>
    /// <param name="rows">The rows to write, one after the other.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ToSamples(int terms, float* rows, nint stride)
    {
        for (nint unit = 0; unit < units; unit += TSimd.Count)
        {
            for (nint term = 0; term < terms; term += TSimd.Count)
            {
                TSimd.Transpose(deltaRows + unit, term, rows + (term * stride) + unit, stride);
            }
        }
    }
}
