using System.Runtime.Intrinsics.X86;
using Symmetry.Engine.Mlp.Kernels.Activations;
using Symmetry.Engine.Mlp.Kernels.Matmul;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>A network in the memory layout of the kernels, and its outputs for one block of samples.</summary>
internal sealed unsafe class ForwardPass<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    // Inputs that are transposed at a time: 128 × 32 floats are half of a first-level cache.
    private const int Chunk = 128;

    private readonly Architecture shape;
    private readonly Panel gathered;

    // Created once and used in place: measured faster than copying them for each block.
    private readonly TiledMatmul[] products;

    /// <summary>Allocates the parameters and the outputs of all layers.</summary>
    /// <param name="shape">The shape; its outputs have biases if they are trained or fixed.</param>
    /// <param name="trainsBiases">Whether the biases get gradients, for which a row of ones follows the hidden units.</param>
    /// <param name="memory">The memory to allocate from.</param>
    public ForwardPass(Architecture shape, bool trainsBiases, AlignedBuffer memory)
    {
        this.shape = shape;
        Layouts = LayerLayout.CreateAll(shape);
        Parameters = memory.AllocateFloats(Count);
        Rows = memory.AllocatePointers(Panel.Samples);
        Labels = memory.AllocateFloats(Panel.Samples);
        gathered = new Panel(memory, Math.Min(Chunk, shape.Inputs));
        Outputs = new Panel[shape.Layers];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var units = shape.OutputsOf(layer);
            Outputs[layer] = new Panel(memory, units + 1);
            if (trainsBiases && layer < shape.Layers - 1)
            {
                new Span<float>(Outputs[layer].Rows[units], Panel.Samples).Fill(1f);
            }
        }

        products = [.. Enumerable.Range(0, shape.Layers).Select(CreateProduct)];
    }

    /// <summary>The layout of each layer.</summary>
    public LayerLayout[] Layouts { get; }

    /// <summary>The number of floats of the parameters with padding; a multiple of the widest vector.</summary>
    public int Count => Layouts[^1].End;

    public float* Parameters { get; }

    /// <summary>Pointers to the feature rows of the block.</summary>
    public float** Rows { get; }

    /// <summary>The classes of the samples of the block, as floats.</summary>
    public float* Labels { get; }

    /// <summary>The outputs of each layer: hidden values, then logits. If biases are trained, a row of ones follows the hidden units.</summary>
    public Panel[] Outputs { get; }

    /// <summary>The outputs of the last layer.</summary>
    public float* Logits => Outputs[^1].Values;

    /// <summary>Copies the parameters of a network into the layout.</summary>
    public void Read(Network network)
    {
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var layout = Layouts[layer];
            var weights = network.WeightsOf(layer);
            var biases = network.BiasesOf(layer);
            for (var j = 0; j < layout.Outputs; j++)
            {
                for (var i = 0; i < layout.Inputs; i++)
                {
                    Parameters[layout.Weights + (j * layout.OutputStep) + (i * layout.InputStep)] = weights[(j * layout.Inputs) + i];
                }

                if (shape.Bias)
                {
                    Parameters[layout.Biases + (j * layout.BiasStep)] = biases[j];
                }
            }
        }
    }

    /// <summary>Copies the parameters from the layout into a network that no other code has seen yet.</summary>
    public void Write(Network network)
    {
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var layout = Layouts[layer];
            var weights = network.MutableWeightsOf(layer);
            var biases = network.MutableBiasesOf(layer);
            for (var j = 0; j < layout.Outputs; j++)
            {
                for (var i = 0; i < layout.Inputs; i++)
                {
                    weights[(j * layout.Inputs) + i] = Parameters[layout.Weights + (j * layout.OutputStep) + (i * layout.InputStep)];
                }

                if (shape.Bias)
                {
                    biases[j] = Parameters[layout.Biases + (j * layout.BiasStep)];
                }
            }
        }
    }

    /// <summary>Makes rows of a matrix the current block, and returns the number of vectors of samples in it.</summary>
    /// <param name="matrix">The first float of the matrix.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="rows">1 … <see cref="Panel.Samples"/> row numbers. Unused lanes repeat the first row.</param>
    /// <param name="labels">The class of each row of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int SelectBlock(float* matrix, nint stride, ReadOnlySpan<int> rows, byte* labels)
    {
        var addresses = Rows;
        var classes = Labels;
        for (var s = 0; s < rows.Length; s++)
        {
            nint row = rows[s];
            addresses[s] = matrix + (row * stride);
            classes[s] = labels[row];
        }

        var vectors = (rows.Length + TSimd.Count - 1) / TSimd.Count;
        for (var s = rows.Length; s < vectors * TSimd.Count; s++)
        {
            Rows[s] = Rows[0];
            Labels[s] = Labels[0];
        }

        return vectors;
    }

    /// <summary>Prefetches the first chunk of the rows of a later block, which no hardware prefetcher can predict.</summary>
    /// <remarks>Into the second-level cache, because the first level is full of the current block.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prefetch(float* matrix, nint stride, ReadOnlySpan<int> rows)
    {
        var count = Math.Min(stride, Chunk);
        foreach (var row in rows)
        {
            Prefetch(matrix + (row * stride), count);
        }
    }

    /// <summary>Computes the outputs of all layers for the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int vectors)
    {
        ComputeFirstLayer(vectors);
        if (shape.Layers > 1)
        {
            ActivationKernels<TSimd, TVector>.Activate(shape.Activation, Outputs[0].Values, Layouts[1].Inputs, vectors);
            ComputeFrom(1, vectors);
        }
    }

    /// <summary>Computes the outputs of a layer and those above, from the hidden values of the layer below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ComputeFrom(int first, int vectors)
    {
        for (var layer = first; layer < shape.Layers; layer++)
        {
            if (layer > first)
            {
                ActivationKernels<TSimd, TVector>.Activate(shape.Activation, Outputs[layer - 1].Values, Layouts[layer].Inputs, vectors);
            }

            ComputeLayer(in products[layer], vectors);
        }
    }

    /// <summary>Computes the sums of the first layer.</summary>
    /// <remarks>The inputs are transposed in chunks, so that a wide matrix passes through the second-level cache only once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ComputeFirstLayer(int vectors)
    {
        ref var product = ref products[0];
        for (var first = 0; first < shape.Inputs; first += Chunk)
        {
            var count = Math.Min(Chunk, shape.Inputs - first);
            Transposition<TSimd, TVector>.ToPanel(Rows, first, count, vectors, gathered.Values);
            var next = first + count;
            for (var s = 0; next < shape.Inputs && s < vectors * TSimd.Count; s++)
            {
                Prefetch(Rows[s] + next, Math.Min(Chunk, shape.Inputs - next));
            }

            product.A = Parameters + first;
            product.Terms = count;
            if (first == 0)
            {
                ComputeLayer(in product, vectors);
            }
            else
            {
                product.Run<TSimd, TVector, FromTarget, ToTarget>(vectors);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* from, nint count)
    {
        for (nint at = 0; Sse.IsSupported && at < count; at += LayerLayout.Lanes)
        {
            Sse.Prefetch1(from + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeLayer(in TiledMatmul product, int vectors)
    {
        if (shape.Bias)
        {
            product.Run<TSimd, TVector, FromBias, ToTarget>(vectors);
        }
        else
        {
            product.Run<TSimd, TVector, FromZero, ToTarget>(vectors);
        }
    }

    private TiledMatmul CreateProduct(int layer)
    {
        var layout = Layouts[layer];
        return new TiledMatmul
        {
            A = Parameters + layout.Weights,
            UnitStep = layout.OutputStep,
            TermStep = layout.InputStep,
            B = layer == 0 ? gathered.Rows : Outputs[layer - 1].Rows,
            Terms = layout.Inputs,
            C = Outputs[layer].Values,
            RowStep = Panel.Samples,
            Units = layout.Outputs,
            Start = Parameters + layout.Biases,
            StartStep = layout.BiasStep,
        };
    }
}
