using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>A network laid out for the kernels, and its outputs for one block of samples.</summary>
internal sealed unsafe class ForwardPass<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    // Inputs that are gathered at a time: 128 × 32 floats are half of a first-level cache.
    private const int Chunk = 128;

    private readonly Architecture shape;
    private readonly Panel gathered;

    // Made once and used where they are, not copied for each block: measured faster.
    private readonly TiledMatmul[] products;

    /// <summary>Takes room for the parameters and all layers' outputs.</summary>
    public ForwardPass(Architecture shape, AlignedBuffer memory)
    {
        this.shape = shape;
        Layouts = LayerLayout.Of(shape);
        Parameters = memory.Floats(Count);
        Rows = memory.Addresses(Panel.Samples);
        Labels = memory.Floats(Panel.Samples);
        gathered = new Panel(memory, Math.Min(Chunk, shape.Inputs));
        Outputs = new Panel[shape.Layers];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var units = shape.OutputsOf(layer);
            Outputs[layer] = new Panel(memory, units + 1);
            if (shape.Bias && layer < shape.Layers - 1)
            {
                new Span<float>(Outputs[layer].Rows[units], Panel.Samples).Fill(1f);
            }
        }

        products = [.. Enumerable.Range(0, shape.Layers).Select(Forward)];
    }

    /// <summary>The layout of each layer.</summary>
    public LayerLayout[] Layouts { get; }

    /// <summary>How many floats the parameters take, with padding; a multiple of the widest vector.</summary>
    public int Count => Layouts[^1].End;

    /// <summary>All parameters.</summary>
    public float* Parameters { get; }

    /// <summary>The addresses of the block's feature rows.</summary>
    public float** Rows { get; }

    /// <summary>The classes of the block's samples, as floats.</summary>
    public float* Labels { get; }

    /// <summary>The outputs of each layer: hidden values, then logits. Behind hidden units is a row of ones if there are biases.</summary>
    public Panel[] Outputs { get; }

    /// <summary>The last layer's outputs.</summary>
    public float* Logits => Outputs[^1].Values;

    /// <summary>Copies a network's numbers into the layout.</summary>
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

    /// <summary>Copies the numbers out of the layout into a network that nobody else has seen yet.</summary>
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

    /// <summary>Points the block at rows of a matrix, and returns how many vectors of samples it takes.</summary>
    /// <param name="matrix">The matrix's first float.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="rows">1 … <see cref="Panel.Samples"/> row numbers. Lanes behind them repeat the first.</param>
    /// <param name="labels">The class of each row of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Take(float* matrix, nint stride, ReadOnlySpan<int> rows, byte* labels)
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

    /// <summary>Asks the caches for the first chunk of a later block's rows, whose places are random: no machine foresees them.</summary>
    /// <remarks>Into the second-level cache: the first is full of this block.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Expect(float* matrix, nint stride, ReadOnlySpan<int> rows)
    {
        var count = Math.Min(stride, Chunk);
        foreach (var row in rows)
        {
            Expect(matrix + (row * stride), count);
        }
    }

    /// <summary>Computes all layers' outputs for the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int vectors)
    {
        First(vectors);
        for (var layer = 1; layer < shape.Layers; layer++)
        {
            HiddenKernels<TSimd, TVector>.Activate(
                shape.Activation, Outputs[layer - 1].Values, Layouts[layer].Inputs, vectors);
            Start(in products[layer], vectors);
        }
    }

    // The inputs are transposed a chunk at a time, so that a wide matrix does not pass through the second-level cache twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void First(int vectors)
    {
        ref var product = ref products[0];
        for (var first = 0; first < shape.Inputs; first += Chunk)
        {
            var count = Math.Min(Chunk, shape.Inputs - first);
            Transposition<TSimd, TVector>.ToPanel(Rows, first, count, vectors, gathered.Values);
            var next = first + count;
            for (var s = 0; next < shape.Inputs && s < vectors * TSimd.Count; s++)
            {
                Expect(Rows[s] + next, Math.Min(Chunk, shape.Inputs - next));
            }

            product.A = Parameters + first;
            product.Terms = count;
            if (first == 0)
            {
                Start(in product, vectors);
            }
            else
            {
                product.Run<TSimd, TVector, FromTarget, ToTarget>(vectors);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expect(float* from, nint count)
    {
        for (nint at = 0; Sse.IsSupported && at < count; at += LayerLayout.Lanes)
        {
            Sse.Prefetch1(from + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Start(in TiledMatmul product, int vectors)
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

    private TiledMatmul Forward(int layer)
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
