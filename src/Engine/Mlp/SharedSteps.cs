namespace Symmetry.Engine.Mlp;

/// <summary>Steps of a network whose first layer is shared over a group: h_1 = 1/|G|·Σ_g f(W_1·gx + b_1); the other layers are ordinary.</summary>
/// <remarks>
/// An item is an orbit: row i·|G| + g is g times image i. The sum over g is in the order of the elements. Each g contributes δ_g·gx to
/// the gradient, with δ_g = f′(z_g)·s/|G|. Parameters, initial values and orders are those of the network without sharing.
/// </remarks>
internal sealed class SharedSteps : ReferenceSteps
{
    private readonly int order;
    private readonly float[][] lifted;

    /// <summary>Allocates the buffers of a network.</summary>
    /// <param name="network">Changed by every step; at least one hidden layer.</param>
    /// <param name="protocol">How to train.</param>
    /// <param name="order">|G|.</param>
    public SharedSteps(Network network, Protocol protocol, int order)
        : base(network, protocol)
    {
        this.order = order;
        lifted = [.. Enumerable.Range(0, order).Select(_ => new float[Shape.OutputsOf(0)])];
    }

    /// <summary>The outputs before the softmax for an orbit.</summary>
    public ReadOnlySpan<float> Logits(FeatureMatrix orbits, int orbit)
    {
        Forward(orbits, orbit);
        return Activations[^1];
    }

    protected override int FirstRowOf(int item) => item * order;

    protected override void Forward(FeatureMatrix features, int item)
    {
        var pooled = Activations[0];
        Array.Clear(pooled);
        for (var g = 0; g < order; g++)
        {
            Reference.Forward(Network.WeightsOf(0), Network.BiasesOf(0), features.Row((item * order) + g), lifted[g]);
            ActivationFunctions.Apply(Shape.Activation, lifted[g]);
            for (var j = 0; j < pooled.Length; j++)
            {
                pooled[j] += lifted[g][j];
            }
        }

        for (var j = 0; j < pooled.Length; j++)
        {
            pooled[j] /= order;
        }

        ForwardFrom(1, pooled);
    }

    /// <remarks>As in <see cref="Reference"/>, but in double: δ = (p − y)·factor, and for the squared error p·(d − Σ d·p)·factor.</remarks>
    protected override void OutputDelta(int label, float factor) =>
        OutputDelta(Array.ConvertAll(Activations[^1], logit => (double)logit), label, Protocol.Loss, factor, Deltas[^1]);

    /// <summary>Computes δ of the output layer of one orbit.</summary>
    /// <param name="p">The logits; overwritten.</param>
    /// <param name="label">The class.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="factor">The factor of δ.</param>
    /// <param name="delta">Receives δ.</param>
    internal static void OutputDelta(Span<double> p, int label, Loss loss, float factor, Span<float> delta)
    {
        var sum = Softmax.Exponentials(p).Sum;
        var inner = 0.0;
        for (var k = 0; k < p.Length; k++)
        {
            p[k] /= sum;
            inner += (p[k] - (k == label ? 1 : 0)) * p[k];
        }

        for (var k = 0; k < p.Length; k++)
        {
            var difference = p[k] - (k == label ? 1 : 0);
            delta[k] = (float)(loss == Loss.CrossEntropy ? difference : p[k] * (difference - inner)) * factor;
        }
    }

    protected override void Backward(FeatureMatrix features, int item)
    {
        BackwardTo(linear: 1);
        Span<float> delta = stackalloc float[Deltas[0].Length];
        for (var g = 0; g < order; g++)
        {
            for (var j = 0; j < delta.Length; j++)
            {
                delta[j] = ActivationFunctions.Delta(Shape.Activation, lifted[g][j], 1) * (Deltas[0][j] / order);
            }

            Accumulate(0, delta, features.Row((item * order) + g));
        }
    }
}
