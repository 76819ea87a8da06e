using Symmetry.Engine.Mlp.Kernels.Activations;
using Symmetry.Engine.Mlp.Kernels.Matmul;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>A network in the memory layout of the kernels, and its outputs for one block of samples.</summary>
internal sealed unsafe class ForwardPass<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly Architecture shape;
    private readonly InputBlock<TSimd, TVector> inputs;

    // Created once and used in place: measured faster than copying them for each block.
    private readonly TiledMatmul[] products;

    /// <summary>Allocates the parameters.</summary>
    /// <param name="shape">The shape; its outputs have biases if they are trained or fixed.</param>
    /// <param name="inputs">The rows of the current block.</param>
    /// <param name="outputs">Where the outputs of each layer go: see <see cref="Workspace.CreateOutputs"/>.</param>
    /// <param name="memory">The memory to allocate from.</param>
    public ForwardPass(Architecture shape, InputBlock<TSimd, TVector> inputs, Panel[] outputs, AlignedBuffer memory)
    {
        this.shape = shape;
        this.inputs = inputs;
        Layouts = LayerLayout.CreateAll(shape);
        Parameters = memory.AllocateFloats(Count);
        Outputs = outputs;
        products = [.. Enumerable.Range(0, shape.Layers).Select(CreateProduct)];
    }

    /// <summary>The layout of each layer.</summary>
    public LayerLayout[] Layouts { get; }

    /// <summary>The number of floats of the parameters with padding; a multiple of the widest vector.</summary>
    public int Count => Layouts[^1].End;

    public float* Parameters { get; }

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

    /// <summary>Computes the outputs of all layers for the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int vectors)
    {
        ComputeFirstLayer(vectors);
        ComputeOtherLayers(vectors);
    }

    /// <summary>Computes the outputs of all layers for the block, from the sums of the first layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ComputeOtherLayers(int vectors)
    {
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ComputeFirstLayer(int vectors)
    {
        for (var first = 0; first < shape.Inputs;)
        {
            var count = inputs.Gather(first, vectors);
            AddToFirstLayer(first, count, vectors);
            first += count;
        }
    }

    /// <summary>Adds the terms of gathered columns to the sums of the first layer.</summary>
    /// <param name="first">The first column. The columns before it have been added.</param>
    /// <param name="count">The number of columns.</param>
    /// <param name="vectors">The number of vectors of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddToFirstLayer(int first, int count, int vectors)
    {
        ref var product = ref products[0];
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
            B = layer == 0 ? inputs.Columns : Outputs[layer - 1].Rows,
            Terms = layout.Inputs,
            C = Outputs[layer].Values,
            RowStep = Panel.Samples,
            Units = layout.Outputs,
            Start = Parameters + layout.Biases,
            StartStep = layout.BiasStep,
        };
    }
}
