using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp;

/// <summary>The steps of training in plain scalar C#, as <see cref="Reference"/> words them.</summary>
internal sealed class ReferenceSteps
{
    private readonly Network network;
    private readonly Architecture shape;
    private readonly Protocol protocol;
    private readonly ReferenceParameters[] weights;
    private readonly ReferenceParameters[] biases;
    private readonly float[][] activations;
    private readonly float[][] deltas;
    private AdamSchedule adam = AdamSchedule.Start;

    public ReferenceSteps(Network network, Protocol protocol)
    {
        this.network = network;
        this.protocol = protocol;
        shape = network.Architecture;
        weights = new ReferenceParameters[shape.Layers];
        biases = new ReferenceParameters[shape.Layers];
        activations = new float[shape.Layers][];
        deltas = new float[shape.Layers][];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var outputs = shape.OutputsOf(layer);
            weights[layer] = new ReferenceParameters(outputs * shape.InputsOf(layer));
            biases[layer] = new ReferenceParameters(outputs);
            activations[layer] = new float[outputs];
            deltas[layer] = new float[outputs];
        }
    }

    /// <summary>One step over the rows.</summary>
    public void Step(FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels)
    {
        var isAdam = protocol.Optimizer == OptimizerKind.Adam;
        var factor = isAdam ? 1f / rows.Length : -protocol.LearningRate / rows.Length;
        var decay = isAdam ? protocol.WeightDecay : -protocol.LearningRate * protocol.WeightDecay;
        var isDecaying = protocol.WeightDecay != 0;
        var keep = protocol.Optimizer == OptimizerKind.Sgd ? protocol.Momentum : 0;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            weights[layer].Begin(network.MutableWeightsOf(layer), keep, isDecaying ? decay : null);
            biases[layer].Begin(network.MutableBiasesOf(layer), keep, isDecaying ? 0 : null);
        }

        foreach (var row in rows)
        {
            Forward(features.Row(row));
            OutputDelta(labels[row], factor);
            Backward(features.Row(row));
        }

        adam = adam.Next(protocol.LearningRate);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            weights[layer].Update(network.MutableWeightsOf(layer), protocol, adam);
            if (shape.Bias)
            {
                biases[layer].Update(network.MutableBiasesOf(layer), protocol, adam);
            }
        }
    }

    private void Forward(ReadOnlySpan<float> x)
    {
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            Reference.Forward(network.WeightsOf(layer), network.BiasesOf(layer), x, activations[layer]);
            if (layer < shape.Layers - 1)
            {
                Reference.Activate(shape.Activation, activations[layer]);
            }

            x = activations[layer];
        }
    }

    private void OutputDelta(int label, float factor)
    {
        var z = activations[^1];
        var delta = deltas[^1];
        var largest = z[0];
        foreach (var logit in z)
        {
            largest = largest > logit ? largest : logit;
        }

        var p = new float[z.Length];
        var sum = 0f;
        for (var k = 0; k < z.Length; k++)
        {
            p[k] = Exp.OfNonPositive(z[k] - largest);
            sum += p[k];
        }

        var inverse = 1 / sum;
        var inner = 0f;
        for (var k = 0; k < z.Length; k++)
        {
            p[k] *= inverse;
            delta[k] = p[k] - (k == label ? 1f : 0f);
            inner = MathF.FusedMultiplyAdd(delta[k], p[k], inner);
        }

        for (var k = 0; k < z.Length; k++)
        {
            delta[k] = (protocol.Loss == Loss.CrossEntropy ? delta[k] : p[k] * (delta[k] - inner)) * factor;
        }
    }

    private void Backward(ReadOnlySpan<float> x)
    {
        for (var layer = shape.Layers - 1; layer >= 0; layer--)
        {
            var inputs = layer == 0 ? x : activations[layer - 1];
            weights[layer].Accumulate(deltas[layer], inputs);
            biases[layer].Accumulate(deltas[layer], [1f]);
            if (layer > 0)
            {
                HiddenDelta(layer);
            }
        }
    }

    private void HiddenDelta(int layer)
    {
        var below = deltas[layer - 1];
        for (var i = 0; i < below.Length; i++)
        {
            var sum = 0f;
            for (var j = 0; j < deltas[layer].Length; j++)
            {
                sum = MathF.FusedMultiplyAdd(network.Weight(layer, j, i), deltas[layer][j], sum);
            }

            below[i] = Reference.HiddenDelta(shape.Activation, activations[layer - 1][i], sum);
        }
    }
}
