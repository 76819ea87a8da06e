using Symmetry.Engine.Mlp.Kernels.Activations;
using Symmetry.Engine.Mlp.Kernels.Matmul;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Trains one network, block by block, with the bits of <see cref="ReferenceTraining.Run"/>: see <see cref="TrainingLoop{TSimd, TVector}"/>.</summary>
internal sealed unsafe class Trainer<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly Architecture shape;
    private readonly bool hasBiases;
    private readonly Protocol protocol;
    private readonly AlignedBuffer memory = new();
    private readonly InputBlock<TSimd, TVector> inputs;
    private readonly ForwardPass<TSimd, TVector> forward;
    private readonly Panel[] deltas;
    private readonly float* gradient;
    private readonly float* decay;
    private readonly float* firstMoments;
    private readonly float* secondMoments;
    private readonly float* samples;
    private readonly float** sampleRows;
    private readonly float* one;
    private readonly int sampleStride;
    private readonly TiledMatmul[] hiddenDeltas;
    private readonly TiledMatmul[] gradients;

    // The copies of the first layer; null where it is not shared.
    private readonly SharedLayer<TSimd, TVector>? shared;
    private TiledMatmul biasGradient;
    private AdamSchedule adam = AdamSchedule.Start;

    // The factor of the output deltas of the step.
    private float factor;

    // Whether the block is the first of its step, which starts a new gradient, and whether it is the last, which updates the weights.
    private bool isFirst;
    private bool isLast;

    /// <summary>Allocates everything that training needs.</summary>
    /// <param name="run">The training.</param>
    /// <param name="inputs">The rows of the current block.</param>
    /// <param name="workspace">What may be overwritten between the blocks of this network.</param>
    /// <param name="copies">Matrix rows per sample over which the first layer is shared; null for a layer that is not.</param>
    public Trainer(TrainingRun run, InputBlock<TSimd, TVector> inputs, Workspace workspace, int? copies)
    {
        Run = run;
        this.inputs = inputs;
        deltas = workspace.Deltas;
        samples = workspace.Samples;
        sampleRows = workspace.SampleRows;
        sampleStride = workspace.SampleStride;
        var network = run.Network;
        shape = network.Architecture;
        protocol = run.Protocol;
        hasBiases = network.ShapeOfOutputs.Bias;
        forward = new ForwardPass<TSimd, TVector>(network.ShapeOfOutputs, inputs, workspace.Outputs, memory);
        gradient = memory.AllocateFloats(forward.Count);
        decay = memory.AllocateFloats(forward.Count);
        firstMoments = protocol.Optimizer == OptimizerKind.Sgd ? null : memory.AllocateFloats(forward.Count);
        secondMoments = protocol.Optimizer == OptimizerKind.Adam ? memory.AllocateFloats(forward.Count) : null;

        shared = copies is { } count ? new SharedLayer<TSimd, TVector>(forward, inputs, shape, count, memory) : null;
        one = memory.AllocateFloats(1);
        *one = 1;
        var layers = Enumerable.Range(0, shape.Layers);
        hiddenDeltas = [.. layers.Select(CreateHiddenDelta)];
        gradients = [.. layers.Select(CreateGradient)];
        biasGradient = WithUpdate(new TiledMatmul { A = one, B = sampleRows, C = gradient + forward.Layouts[0].Biases, Units = 1 });
        forward.Read(network);
        FillDecay();
    }

    /// <summary>The training.</summary>
    public TrainingRun Run { get; }

    /// <summary>Whether this training is cancelled.</summary>
    public bool IsCancelled => Run.Stop.IsCancellationRequested;

    /// <summary>Whether all parameters are finite.</summary>
    public bool IsFinite => UpdateKernels<TSimd, TVector>.AreFinite(forward.Parameters, forward.Count);

    public void Dispose() => memory.Dispose();

    /// <summary>Copies the parameters into the network.</summary>
    public void Write() => forward.Write(Run.Network);

    /// <summary>Starts a step.</summary>
    /// <param name="count">The number of its rows.</param>
    public void BeginStep(int count) => factor = protocol.Optimizer == OptimizerKind.Adam ? 1f / count : -protocol.LearningRate / count;

    /// <summary>Adds the terms of gathered columns to the sums of the first layer: see <see cref="ForwardPass{TSimd, TVector}.AddToFirstLayer"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddToFirstLayer(int first, int count, int vectors) => forward.AddToFirstLayer(first, count, vectors);

    /// <summary>Computes what a block, whose first layer has been computed, adds to the gradient.</summary>
    /// <param name="vectors">The number of vectors of samples.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="startsStep">Whether it is the first block of its step.</param>
    /// <param name="endsStep">Whether it is the last block of its step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunBlock(int vectors, int count, bool startsStep, bool endsStep)
    {
        (isFirst, isLast) = (startsStep, endsStep);
        forward.ComputeOtherLayers(vectors);
        OutputKernels<TSimd, TVector>.Delta(forward.Logits, inputs.Labels, shape.Outputs, vectors, protocol.Loss, factor);
        ComputeGradients(vectors, count);
    }

    /// <summary>Computes what a block of samples with copies adds to the gradient.</summary>
    public void RunSharedBlock(float* matrix, nint stride, ReadOnlySpan<int> block, byte* classes, bool startsStep, bool endsStep)
    {
        (isFirst, isLast) = (startsStep, endsStep);
        var vectors = shared!.Select(matrix, stride, block, classes);
        shared.Compute(vectors);
        shared.OutputDelta(block.Length, protocol.Loss, factor);
        ComputeGradients(vectors, block.Length);
    }

    /// <summary>Ends a step: updates the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EndStep()
    {
        var w = forward.Parameters;
        switch (protocol.Optimizer)
        {
            case OptimizerKind.Sgd:
                // Done where the last sums of the gradient end: see Accumulate.
                break;
            case OptimizerKind.Nesterov:
                UpdateKernels<TSimd, TVector>.Nesterov(w, gradient, firstMoments, forward.Count, protocol.Momentum);
                break;
            default:
                adam = adam.Next(protocol.LearningRate);
                UpdateKernels<TSimd, TVector>.Adam(w, gradient, firstMoments, secondMoments, forward.Count, adam);
                break;
        }
    }

    // The factor of the penalty for weights, 0 for biases: see Reference.
    private void FillDecay()
    {
        var isAdam = protocol.Optimizer == OptimizerKind.Adam;
        var penalty = isAdam ? protocol.WeightDecay : -protocol.LearningRate * protocol.WeightDecay;
        new Span<float>(decay, forward.Count).Fill(penalty);
        foreach (var layout in forward.Layouts)
        {
            for (var j = 0; hasBiases && j < layout.Outputs; j++)
            {
                decay[layout.Biases + (j * layout.BiasStep)] = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeGradients(int vectors, int count)
    {
        // The gradient may update the weights immediately, so the delta that depends on them is computed first.
        for (var layer = shape.Layers - 1; layer > 0; layer--)
        {
            ComputeHiddenDelta(layer, vectors);
            ComputeGradient(layer, vectors, count);
        }

        ComputeFirstGradient(vectors, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeHiddenDelta(int layer, int vectors)
    {
        hiddenDeltas[layer].Run<TSimd, TVector, FromZero, ToTarget>(vectors);
        if (layer == 1 && shared is not null)
        {
            return;
        }

        ActivationKernels<TSimd, TVector>.Delta(
            shape.Activation,
            forward.Outputs[layer - 1].Values,
            deltas[layer - 1].Values,
            forward.Layouts[layer].Inputs,
            vectors);
    }

    private TiledMatmul CreateHiddenDelta(int layer)
    {
        var layout = forward.Layouts[layer];
        return new TiledMatmul
        {
            A = forward.Parameters + layout.Weights,
            UnitStep = layout.InputStep,
            TermStep = layout.OutputStep,
            B = deltas[layer].Rows,
            Terms = layout.Outputs,
            C = layer == 0 ? null : deltas[layer - 1].Values,
            RowStep = Panel.Samples,
            Units = layout.Inputs,
        };
    }

    // One factor is read sample by sample with its units in the lanes, the other is broadcast. The row of ones makes the gradient
    // of the biases part of the product.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeGradient(int layer, int vectors, int count)
    {
        ref readonly var layout = ref forward.Layouts[layer];
        var inLanes = layout.OutputsInLanes ? layout.Outputs : InputsWithBias(layout);
        Transposition<TSimd, TVector>.ToSamples(
            layout.OutputsInLanes ? deltas[layer] : forward.Outputs[layer - 1], inLanes, vectors, samples, sampleStride);
        Accumulate(ref gradients[layer], count, Vectors(inLanes));
    }

    private TiledMatmul CreateGradient(int layer)
    {
        var layout = forward.Layouts[layer];
        var broadcast = layout.OutputsInLanes ? forward.Outputs[layer - 1] : deltas[layer];
        var isShared = layer == 0 && shared is not null;
        return WithUpdate(new TiledMatmul
        {
            A = isShared ? shared!.Deltas : broadcast.Values,
            UnitStep = isShared ? shared!.Terms : Panel.Samples,
            TermStep = 1,
            B = isShared ? shared!.Rows : layer == 0 ? inputs.Rows : sampleRows,
            C = gradient + layout.Weights,
            RowStep = layout.Stride,
            Units = layout.OutputsInLanes ? InputsWithBias(layout) : layout.Outputs,
        });
    }

    private TiledMatmul WithUpdate(TiledMatmul product)
    {
        product.Keep = protocol.Optimizer == OptimizerKind.Sgd ? protocol.Momentum : 0;
        product.WeightOffset = (nint)(forward.Parameters - gradient);
        product.DecayOffset = (nint)(decay - gradient);
        return product;
    }

    // The product of the biases has one unit and waits for its own sums, so it comes before the large product, which fills the wait.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeFirstGradient(int vectors, int count)
    {
        ref readonly var layout = ref forward.Layouts[0];
        var terms = count;
        if (shared is null)
        {
            Transposition<TSimd, TVector>.ToSamples(deltas[0], shape.Bias ? layout.Outputs : 0, vectors, samples, sampleStride);
        }
        else
        {
            terms = shared.SpreadDelta(deltas[0].Values, count, vectors);
            shared.ToSamples(terms, samples, sampleStride);
        }

        if (shape.Bias)
        {
            Accumulate(ref biasGradient, terms, Vectors(layout.Outputs));
        }

        Accumulate(ref gradients[0], terms, Vectors(layout.Inputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate(ref TiledMatmul product, int count, int vectors)
    {
        product.Terms = count;
        if (!isLast || protocol.Optimizer != OptimizerKind.Sgd)
        {
            Accumulate<ToTarget>(in product, vectors);
        }
        else if (protocol.Momentum == 0 && protocol.WeightDecay == 0)
        {
            Accumulate<ToWeights>(in product, vectors);
        }
        else
        {
            Accumulate<ToTargetAndWeights>(in product, vectors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate<TEnd>(in TiledMatmul product, int vectors)
        where TEnd : struct, ISumEnd
    {
        if (!isFirst)
        {
            product.Run<TSimd, TVector, FromTarget, TEnd>(vectors);
        }
        else if (protocol.WeightDecay != 0)
        {
            product.Run<TSimd, TVector, FromMomentumAndDecay, TEnd>(vectors);
        }
        else if (product.Keep != 0)
        {
            product.Run<TSimd, TVector, FromMomentum, TEnd>(vectors);
        }
        else
        {
            product.Run<TSimd, TVector, FromZero, TEnd>(vectors);
        }
    }

    private int InputsWithBias(in LayerLayout layout) => layout.Inputs + (shape.Bias ? 1 : 0);

    private static int Vectors(int count) => (count + TSimd.Count - 1) / TSimd.Count;
}
