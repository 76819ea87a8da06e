using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp;

/// <summary>A network whose first layer is shared over a group: h_1 = 1/|G|·Σ_g f(W_1·gx + b_1), then as any other.</summary>
/// <remarks>
/// In plain C#, with <see cref="Reference"/>'s order of sums; the sum over g is in the order of the elements. Gradients: each g
/// contributes δ_g·gx with δ_g = f′(z_g)·s/|G|. Parameters, initial values and orders are those of the unshared network.
/// </remarks>
internal sealed class SharedTraining
{
    private readonly Network network;
    private readonly Protocol protocol;
    private readonly Architecture shape;
    private readonly int order;
    private readonly ReferenceParameters[] weights;
    private readonly ReferenceParameters[] biases;
    private readonly float[][] lifted;
    private readonly float[][] activations;
    private readonly float[][] deltas;
    private AdamSchedule adam = AdamSchedule.Start;

    /// <summary>Makes room for a network.</summary>
    /// <param name="network">Its parameters are changed by <see cref="Step"/>. At least one hidden layer.</param>
    /// <param name="protocol">How to train.</param>
    /// <param name="order">|G|.</param>
    public SharedTraining(Network network, Protocol protocol, int order)
    {
        this.network = network;
        this.protocol = protocol;
        this.order = order;
        shape = network.Architecture;
        weights = [.. Layers(layer => new ReferenceParameters(shape.OutputsOf(layer) * shape.InputsOf(layer)))];
        biases = [.. Layers(layer => new ReferenceParameters(shape.OutputsOf(layer)))];
        activations = [.. Layers(layer => new float[shape.OutputsOf(layer)])];
        deltas = [.. Layers(layer => new float[shape.OutputsOf(layer)])];
        lifted = [.. Enumerable.Range(0, order).Select(_ => new float[shape.OutputsOf(0)])];
    }

    /// <summary>Trains; row i·|G| + g of the matrix is g times image i.</summary>
    /// <param name="network">Where training starts, and what it returns.</param>
    /// <param name="protocol">How to train.</param>
    /// <param name="order">|G|.</param>
    /// <param name="draws">Which orders.</param>
    /// <param name="orbits">Images·|G| rows.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="after">Asked after every epoch; null for nobody.</param>
    /// <param name="stop">Asked at every step.</param>
    public static Network Run(
        Network network, Protocol protocol, int order, StreamIndices draws, FeatureMatrix orbits, byte[] labels, EpochCallback? after, CancellationToken stop)
    {
        var training = new SharedTraining(network, protocol, order);
        int[] images = [.. Enumerable.Range(0, orbits.Rows / order)];
        SteppedTraining.Epochs(protocol, draws, _ => images, network, rows => training.Step(orbits, rows, labels), after, stop);
        return network;
    }

    /// <summary>The outputs before the softmax for image i.</summary>
    public ReadOnlySpan<float> Logits(FeatureMatrix orbits, int image)
    {
        Forward(orbits, image);
        return activations[^1];
    }

    /// <summary>One step over the images.</summary>
    public void Step(FeatureMatrix orbits, ReadOnlySpan<int> images, ReadOnlySpan<byte> labels)
    {
        var isAdam = protocol.Optimizer == OptimizerKind.Adam;
        var factor = isAdam ? 1f / images.Length : -protocol.LearningRate / images.Length;
        var decay = isAdam ? protocol.WeightDecay : -protocol.LearningRate * protocol.WeightDecay;
        var keep = protocol.Optimizer == OptimizerKind.Sgd ? protocol.Momentum : 0;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            weights[layer].Begin(network.MutableWeightsOf(layer), keep, decay);
            biases[layer].Begin(network.MutableBiasesOf(layer), keep, 0);
        }

        foreach (var image in images)
        {
            Forward(orbits, image);
            OutputDelta(labels[image * order], factor);
            Backward(orbits, image);
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

    private void Forward(FeatureMatrix orbits, int image)
    {
        var pooled = activations[0];
        Array.Clear(pooled);
        for (var g = 0; g < order; g++)
        {
            Reference.Forward(network.WeightsOf(0), network.BiasesOf(0), orbits.Row((image * order) + g), lifted[g]);
            Reference.Activate(shape.Activation, lifted[g]);
            for (var j = 0; j < pooled.Length; j++)
            {
                pooled[j] += lifted[g][j];
            }
        }

        for (var j = 0; j < pooled.Length; j++)
        {
            pooled[j] /= order;
        }

        for (var layer = 1; layer < shape.Layers; layer++)
        {
            Reference.Forward(network.WeightsOf(layer), network.BiasesOf(layer), activations[layer - 1], activations[layer]);
            if (layer < shape.Layers - 1)
            {
                Reference.Activate(shape.Activation, activations[layer]);
            }
        }
    }

    // As in Definition, in double: δ = (p − y)·factor, and for the squared error p·(d − Σ d·p)·factor.
    private void OutputDelta(int label, float factor)
    {
        var z = activations[^1];
        double largest = z.Max();
        var p = Array.ConvertAll(z, logit => ExpLog.ExpOfNonPositive(logit - largest));
        var (sum, inner) = (0.0, 0.0);
        foreach (var one in p)
        {
            sum += one;
        }

        for (var k = 0; k < p.Length; k++)
        {
            p[k] /= sum;
            inner += (p[k] - (k == label ? 1 : 0)) * p[k];
        }

        for (var k = 0; k < p.Length; k++)
        {
            var difference = p[k] - (k == label ? 1 : 0);
            deltas[^1][k] = (float)(protocol.Loss == Loss.CrossEntropy ? difference : p[k] * (difference - inner)) * factor;
        }
    }

    private void Backward(FeatureMatrix orbits, int image)
    {
        for (var layer = shape.Layers - 1; layer > 0; layer--)
        {
            weights[layer].Accumulate(deltas[layer], activations[layer - 1]);
            biases[layer].Accumulate(deltas[layer], [1f]);
            var slopes = deltas[layer - 1];
            Array.Clear(slopes);
            for (var j = 0; j < deltas[layer].Length; j++)
            {
                for (var i = 0; i < slopes.Length; i++)
                {
                    slopes[i] = MathF.FusedMultiplyAdd(network.Weight(layer, j, i), deltas[layer][j], slopes[i]);
                }
            }

            for (var i = 0; layer > 1 && i < slopes.Length; i++)
            {
                slopes[i] *= Slope(activations[layer - 1][i]);
            }
        }

        Span<float> delta = stackalloc float[deltas[0].Length];
        for (var g = 0; g < order; g++)
        {
            for (var j = 0; j < delta.Length; j++)
            {
                delta[j] = Slope(lifted[g][j]) * (deltas[0][j] / order);
            }

            weights[0].Accumulate(delta, orbits.Row((image * order) + g));
            biases[0].Accumulate(delta, [1f]);
        }
    }

    private float Slope(float h) => Reference.HiddenDelta(shape.Activation, h, 1);

    private IEnumerable<T> Layers<T>(Func<int, T> make) => Enumerable.Range(0, shape.Layers).Select(make);
}
