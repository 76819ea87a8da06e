using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Numerics.Simd;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Training in lanes: the bits of <see cref="Definition.Train"/>, a block of <see cref="Panel.Samples"/> rows at a time.</summary>
internal sealed unsafe class Trainer<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly Architecture shape;
    private readonly Protocol protocol;
    private readonly float keep;
    private readonly Memory memory = new();
    private readonly ForwardPass<TSimd, TVector> forward;
    private readonly Panel[] deltas;
    private readonly float* gradient;
    private readonly float* decay;
    private readonly float* first;
    private readonly float* second;
    private readonly float* samples;
    private readonly float** sampleRows;
    private readonly float** oneRows;
    private readonly int sampleStride;
    private AdamSchedule adam = AdamSchedule.Start;

    // Whether the block is the first of its step, whose gradient starts anew.
    private bool isFirst;

    private Trainer(Architecture shape, Protocol protocol)
    {
        this.shape = shape;
        this.protocol = protocol;
        keep = protocol.Optimizer == OptimizerKind.Sgd ? protocol.Momentum : 0;
        forward = new ForwardPass<TSimd, TVector>(shape, memory);
        gradient = memory.Floats(forward.Count);
        decay = memory.Floats(forward.Count);
        first = protocol.Optimizer == OptimizerKind.Sgd ? null : memory.Floats(forward.Count);
        second = protocol.Optimizer == OptimizerKind.Adam ? memory.Floats(forward.Count) : null;

        // The last layer's deltas replace its logits.
        deltas = new Panel[shape.Layers];
        deltas[^1] = forward.Outputs[^1];
        var widest = shape.Outputs;
        for (var layer = 0; layer < shape.Layers - 1; layer++)
        {
            deltas[layer] = new Panel(memory, shape.OutputsOf(layer));
            widest = Math.Max(widest, shape.OutputsOf(layer) + 1);
        }

        sampleStride = LayerLayout.Padded(widest);
        samples = memory.Floats(Panel.Samples * sampleStride);
        sampleRows = memory.Addresses(Panel.Samples);
        oneRows = memory.Addresses(Panel.Samples);
        var one = memory.Floats(1);
        *one = 1;
        for (var s = 0; s < Panel.Samples; s++)
        {
            sampleRows[s] = samples + (s * sampleStride);
            oneRows[s] = one;
        }
    }

    /// <summary>Trains; the parameters are those of <see cref="Training.Run"/>.</summary>
    public static Network Run(
        Architecture architecture,
        Protocol protocol,
        Draws draws,
        FeatureMatrix features,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<byte> labels,
        CancellationToken stop)
    {
        var network = Definition.Initial(architecture, protocol.Initialisation, draws);
        if (protocol.Epochs > 0)
        {
            using var trainer = new Trainer<TSimd, TVector>(architecture, protocol);
            trainer.Run(network, draws, features, rows, labels, stop);
        }

        return network;
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();

    private void Run(
        Network network, Draws draws, FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, CancellationToken stop)
    {
        forward.Read(network);
        FillDecay();
        var order = rows.ToArray();
        fixed (float* matrix = &MemoryMarshal.GetReference(features.Values))
        fixed (byte* classes = labels)
        {
            for (var epoch = 0; epoch < protocol.Epochs; epoch++)
            {
                draws.Stream(Purpose.Order, (uint)epoch).Shuffle(order.AsSpan());
                Epoch(matrix, features.Stride, order, classes, stop);
                if (!UpdateKernels<TSimd, TVector>.AreFinite(forward.Parameters, forward.Count))
                {
                    break;
                }
            }
        }

        forward.Write(network);
    }

    // λ's factor for weights, 0 for biases: see Definition.
    private void FillDecay()
    {
        var isAdam = protocol.Optimizer == OptimizerKind.Adam;
        var factor = isAdam ? protocol.WeightDecay : -protocol.LearningRate * protocol.WeightDecay;
        new Span<float>(decay, forward.Count).Fill(factor);
        foreach (var layout in forward.Layouts)
        {
            for (var j = 0; shape.Bias && j < layout.Outputs; j++)
            {
                decay[layout.Biases + (j * layout.BiasStep)] = 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Epoch(float* matrix, nint stride, ReadOnlySpan<int> order, byte* classes, CancellationToken stop)
    {
        var batch = Math.Min(protocol.Batch, order.Length);
        for (var start = 0; start < order.Length; start += batch)
        {
            var count = Math.Min(batch, order.Length - start);
            var factor = protocol.Optimizer == OptimizerKind.Adam ? 1f / count : -protocol.LearningRate / count;
            for (var done = 0; done < count; done += Panel.Samples)
            {
                stop.ThrowIfCancellationRequested();
                var block = order.Slice(start + done, Math.Min(Panel.Samples, count - done));
                var vectors = forward.Take(matrix, stride, block, classes);
                var behind = start + done + block.Length;
                forward.Expect(matrix, stride, order.Slice(behind, Math.Min(Panel.Samples, order.Length - behind)));
                isFirst = done == 0;
                Block(vectors, block.Length, factor);
            }

            Update();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block(int vectors, int count, float factor)
    {
        forward.Compute(vectors);
        OutputKernels<TSimd, TVector>.Delta(
            forward.Logits, forward.Labels, shape.Outputs, vectors, protocol.Loss, factor);
        for (var layer = shape.Layers - 1; layer > 0; layer--)
        {
            Gradient(layer, vectors, count);
            HiddenDelta(layer, vectors);
        }

        FirstGradient(vectors, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void HiddenDelta(int layer, int vectors)
    {
        ref readonly var layout = ref forward.Layouts[layer];
        var below = deltas[layer - 1].Values;
        var product = new Product
        {
            A = forward.Parameters + layout.Weights,
            UnitStep = layout.InputStep,
            TermStep = layout.OutputStep,
            B = deltas[layer].Rows,
            Terms = layout.Outputs,
            C = below,
            RowStep = Panel.Samples,
            Units = layout.Inputs,
        };
        product.Run<TSimd, TVector, FromZero>(vectors);
        HiddenKernels<TSimd, TVector>.Delta(
            shape.Activation, forward.Outputs[layer - 1].Values, below, layout.Inputs, vectors);
    }

    // One factor is read sample by sample with its units in the lanes, the other is broadcast. The row of ones makes the biases'
    // gradient a part of the product.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gradient(int layer, int vectors, int count)
    {
        ref readonly var layout = ref forward.Layouts[layer];
        var inputs = layout.Inputs + (shape.Bias ? 1 : 0);
        var (inLanes, inLanesCount, broadcast, units) = layout.OutputsInLanes
            ? (deltas[layer], layout.Outputs, forward.Outputs[layer - 1], inputs)
            : (forward.Outputs[layer - 1], inputs, deltas[layer], layout.Outputs);
        Transposition<TSimd, TVector>.ToSamples(inLanes, inLanesCount, vectors, samples, sampleStride);
        var product = new Product
        {
            A = broadcast.Values,
            UnitStep = Panel.Samples,
            TermStep = 1,
            B = sampleRows,
            Terms = count,
            C = gradient + layout.Weights,
            RowStep = layout.Stride,
            Units = units,
        };
        Accumulate<TSimd, TVector>(product, Vectors(inLanesCount));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FirstGradient(int vectors, int count)
    {
        ref readonly var layout = ref forward.Layouts[0];
        var product = new Product
        {
            A = deltas[0].Values,
            UnitStep = Panel.Samples,
            TermStep = 1,
            B = forward.Rows,
            Terms = count,
            C = gradient,
            RowStep = layout.Stride,
            Units = layout.Outputs,
        };
        Accumulate<TSimd, TVector>(product, Vectors(layout.Inputs));
        if (shape.Bias)
        {
            FirstBiasGradient(count);
        }
    }

    // A product with ones, one lane wide: the sums run along the lanes of the panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FirstBiasGradient(int count)
    {
        ref readonly var layout = ref forward.Layouts[0];
        var product = new Product
        {
            A = deltas[0].Values,
            UnitStep = Panel.Samples,
            TermStep = 1,
            B = oneRows,
            Terms = count,
            C = gradient + layout.Biases,
            RowStep = 1,
            Units = layout.Outputs,
        };
        Accumulate<Simd1, float>(product, 1);
    }

    private void Accumulate<TLanes, TLane>(Product product, int vectors)
        where TLanes : struct, ISimd<TLane>
        where TLane : struct
    {
        if (isFirst)
        {
            product.Keep = keep;
            product.ToWeights = (nint)(forward.Parameters - gradient);
            product.ToDecay = (nint)(decay - gradient);
            product.Run<TLanes, TLane, FromKept>(vectors);
        }
        else
        {
            product.Run<TLanes, TLane, FromTarget>(vectors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update()
    {
        var w = forward.Parameters;
        switch (protocol.Optimizer)
        {
            case OptimizerKind.Sgd:
                UpdateKernels<TSimd, TVector>.Sgd(w, gradient, forward.Count);
                break;
            case OptimizerKind.Nesterov:
                UpdateKernels<TSimd, TVector>.Nesterov(w, gradient, first, forward.Count, protocol.Momentum);
                break;
            default:
                adam = adam.Next(protocol.LearningRate);
                UpdateKernels<TSimd, TVector>.Adam(w, gradient, first, second, forward.Count, adam);
                break;
        }
    }

    private static int Vectors(int count) => (count + TSimd.Count - 1) / TSimd.Count;
}
