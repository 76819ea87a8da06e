namespace Symmetry.Engine.Mlp;

/// <summary>The steps of training in plain scalar C#, as <see cref="Reference"/> defines them.</summary>
internal class ReferenceSteps
{
    private readonly ReferenceParameters[] weights;
    private readonly ReferenceParameters[] biases;
    private AdamSchedule adam = AdamSchedule.Start;

    /// <summary>Allocates the buffers of a network.</summary>
    public ReferenceSteps(Network network, Protocol protocol)
    {
        Network = network;
        Protocol = protocol;
        weights = PerLayer(layer => new ReferenceParameters(Shape.OutputsOf(layer) * Shape.InputsOf(layer)));
        biases = PerLayer(layer => new ReferenceParameters(Shape.OutputsOf(layer)));
        Activations = PerLayer(layer => new float[Shape.OutputsOf(layer)]);
        Deltas = PerLayer(layer => new float[Shape.OutputsOf(layer)]);
    }

    public Network Network { get; }

    public Protocol Protocol { get; }

    /// <summary>The shape of the network.</summary>
    protected Architecture Shape => Network.Architecture;

    /// <summary>The outputs of each layer for the current item; the last ones are the logits.</summary>
    protected float[][] Activations { get; }

    /// <summary>The derivative of the loss by the sums of each layer for the current item.</summary>
    protected float[][] Deltas { get; }

    /// <summary>One step over some items, in their order.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="items">Numbers of rows; for a layer that is shared over a group, numbers of orbits.</param>
    /// <param name="labels">The class of each row.</param>
    public void Step(FeatureMatrix features, ReadOnlySpan<int> items, ReadOnlySpan<byte> labels)
    {
        var isAdam = Protocol.Optimizer == OptimizerKind.Adam;
        var factor = isAdam ? 1f / items.Length : -Protocol.LearningRate / items.Length;
        var decay = isAdam ? Protocol.WeightDecay : -Protocol.LearningRate * Protocol.WeightDecay;
        var isDecaying = Protocol.WeightDecay != 0;
        var keep = Protocol.Optimizer == OptimizerKind.Sgd ? Protocol.Momentum : 0;
        for (var layer = 0; layer < Shape.Layers; layer++)
        {
            weights[layer].Begin(Network.MutableWeightsOf(layer), keep, isDecaying ? decay : null);
            biases[layer].Begin(Network.MutableBiasesOf(layer), keep, isDecaying ? 0 : null);
        }

        foreach (var item in items)
        {
            Forward(features, item);
            OutputDelta(labels[FirstRowOf(item)], factor);
            Backward(features, item);
        }

        adam = adam.Next(Protocol.LearningRate);
        for (var layer = 0; layer < Shape.Layers; layer++)
        {
            weights[layer].Update(Network.MutableWeightsOf(layer), Protocol, adam);
            if (Shape.Bias)
            {
                biases[layer].Update(Network.MutableBiasesOf(layer), Protocol, adam);
            }
        }
    }

    /// <summary>The first row of an item.</summary>
    protected virtual int FirstRowOf(int item) => item;

    /// <summary>Computes the outputs of every layer.</summary>
    protected virtual void Forward(FeatureMatrix features, int item) => ForwardFrom(0, features.Row(item));

    /// <summary>Computes the outputs of a layer and those behind it.</summary>
    protected void ForwardFrom(int first, ReadOnlySpan<float> inputs)
    {
        for (var layer = first; layer < Shape.Layers; layer++)
        {
            Reference.Forward(Network.WeightsOf(layer), Network.BiasesOf(layer), inputs, Activations[layer]);
            if (layer < Shape.Layers - 1)
            {
                ActivationFunctions.Apply(Shape.Activation, Activations[layer]);
            }

            inputs = Activations[layer];
        }
    }

    /// <summary>Computes δ of the output layer, times a factor.</summary>
    protected virtual void OutputDelta(int label, float factor)
    {
        var z = Activations[^1];
        var delta = Deltas[^1];
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
            delta[k] = (Protocol.Loss == Loss.CrossEntropy ? delta[k] : p[k] * (delta[k] - inner)) * factor;
        }
    }

    /// <summary>Computes δ of the hidden layers, and adds the gradient of every layer.</summary>
    protected virtual void Backward(FeatureMatrix features, int item)
    {
        BackwardTo(0);
        Accumulate(0, Deltas[0], features.Row(item));
    }

    /// <summary>Adds the gradients of the layers above the first, and computes the derivatives by their inputs.</summary>
    /// <param name="linear">Layers from this one down get Σ w·δ without the slope of their activation; 0 for none.</param>
    protected void BackwardTo(int linear)
    {
        for (var layer = Shape.Layers - 1; layer > 0; layer--)
        {
            Accumulate(layer, Deltas[layer], Activations[layer - 1]);
            var below = Deltas[layer - 1];
            for (var i = 0; i < below.Length; i++)
            {
                var sum = 0f;
                for (var j = 0; j < Deltas[layer].Length; j++)
                {
                    sum = MathF.FusedMultiplyAdd(Network.Weight(layer, j, i), Deltas[layer][j], sum);
                }

                below[i] = layer <= linear ? sum : ActivationFunctions.Delta(Shape.Activation, Activations[layer - 1][i], sum);
            }
        }
    }

    /// <summary>Adds δ ⊗ inputs to the gradient of a layer.</summary>
    protected void Accumulate(int layer, ReadOnlySpan<float> delta, ReadOnlySpan<float> inputs)
    {
        weights[layer].Accumulate(delta, inputs);
        biases[layer].Accumulate(delta, [1f]);
    }

    private T[] PerLayer<T>(Func<int, T> make) => [.. Enumerable.Range(0, Shape.Layers).Select(make)];
}
