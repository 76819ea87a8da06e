namespace Symmetry.Engine.Mlp;

/// <summary>Training and evaluation in plain scalar C#: every fast kernel gives the same bits (numerics version 1).</summary>
/// <remarks>
/// <para>
/// All numbers are floats, and all operations are IEEE operations. A sum has one order, term by term, and one rounding per term:
/// s ← fma(a, b, s). So one sum at a time and sixteen side by side give the same bits.
/// </para>
/// <para>
/// <b>Initial weights.</b> Layer l uses stream (Weights, part l), output-major: w = (2u − 1)·a with u uniform in [0, 1) and
/// a = √(3·variance). Biases start at 0.
/// </para>
/// <para>
/// <b>Order.</b> Epoch e shuffles the rows with stream (Order, part e), starting from their order in epoch e − 1. A step uses the next
/// rows; the last step of an epoch uses those that are left.
/// </para>
/// <para>
/// <b>Forward.</b> z_j = b_j (or +0), then z_j ← fma(w_ji, x_i, z_j) for i = 0, 1, …; hidden layers apply their activation function.
/// </para>
/// <para>
/// <b>Output delta.</b> m = max z, e_k = exp(z_k − m), r = 1/Σe, p_k = e_k·r, d_k = p_k − y_k. With c = −rate/n (SGD and Nesterov)
/// or 1/n (Adam) for a step of n rows: δ_k = d_k·c for cross-entropy, and δ_k = p_k·(d_k − Σ_j d_j·p_j)·c for squared error.
/// </para>
/// <para>
/// <b>Hidden delta.</b> s_i = Σ_j w_ji·δ_j, times fma(−h, h, 1) for tanh and fma(−h, h, h) for the logistic function; for the
/// rectifier s_i where h &gt; 0, else 0. The other functions and slopes are in <see cref="ActivationFunctions"/>.
/// </para>
/// <para>
/// <b>Gradient.</b> G ← fma(δ_j, x_i, G) for the rows of a step in their order; biases G ← G + δ_j. G starts at
/// fma(decay, w, keep·G): keep is the momentum for SGD and otherwise 0, decay is −rate·λ (for Adam λ), and 0 for biases. With
/// λ = 0 it starts at keep·G, and at +0 if keep is 0 too. So the G of SGD is its velocity, and no second array is needed.
/// </para>
/// <para>
/// <b>Update.</b> SGD: w ← w + G. Nesterov with momentum µ: V ← fma(µ, V, G), w ← w + fma(µ, V, G): the form of Sutskever et al.
/// (ICML 2013) at the look-ahead point, as in PyTorch. Adam at step t: m ← fma(β₁, m, (1 − β₁)·G),
/// v ← fma(β₂, v, ((1 − β₂)·G)·G), w ← fma(−rate/(1 − β₁ᵗ), m/fma(√v, 1/√(1 − β₂ᵗ), ε), w); see <see cref="AdamSchedule"/>.
/// </para>
/// <para>
/// Negation commutes with each of these operations, so a network without biases and with an odd activation function is exactly odd:
/// its logits for −x equal the negated logits for x (as numbers; a zero may have either sign).
/// </para>
/// </remarks>
internal static class Reference
{
    /// <summary>The network before its first step.</summary>
    public static Network Initial(Architecture architecture, Initialisation initialisation, StreamIndices indices)
    {
        var weights = new float[architecture.Layers][];
        var biases = new float[architecture.Layers][];
        for (var layer = 0; layer < architecture.Layers; layer++)
        {
            var inputs = architecture.InputsOf(layer);
            var outputs = architecture.OutputsOf(layer);
            var width = (float)Math.Sqrt(3 * Variance(initialisation, inputs, outputs));
            var stream = indices.Stream(Purpose.Weights, (uint)layer);
            weights[layer] = new float[outputs * inputs];
            biases[layer] = new float[outputs];
            foreach (ref var weight in weights[layer].AsSpan())
            {
                weight = ((2 * stream.NextFloat()) - 1) * width;
            }
        }

        return new Network(architecture, weights, biases);
    }

    /// <summary>The outputs before the softmax.</summary>
    public static void Logits(Network network, ReadOnlySpan<float> row, Span<float> logits)
    {
        var x = row;
        var last = network.Architecture.Layers - 1;
        for (var layer = 0; layer < last; layer++)
        {
            var hidden = new float[network.Architecture.OutputsOf(layer)];
            Forward(network.WeightsOf(layer), network.BiasesOf(layer), x, hidden);
            ActivationFunctions.Apply(network.Architecture.Activation, hidden);
            x = hidden;
        }

        Forward(network.WeightsOf(last), network.BiasesOf(last), x, logits);
    }

    /// <summary>Whether the label's logit is larger than every other one.</summary>
    public static bool IsCorrect(ReadOnlySpan<float> logits, int label)
    {
        for (var k = 0; k < logits.Length; k++)
        {
            if (k != label && !(logits[label] > logits[k]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The loss of one row, in double precision.</summary>
    public static double LossOf(ReadOnlySpan<float> logits, int label, Loss loss)
    {
        Span<double> exponentials = stackalloc double[logits.Length];
        for (var k = 0; k < logits.Length; k++)
        {
            exponentials[k] = logits[k];
        }

        var (largest, sum) = Softmax.Exponentials(exponentials);
        if (loss == Loss.CrossEntropy)
        {
            return largest + ExpLog.Log(sum) - logits[label];
        }

        var squares = 0.0;
        for (var k = 0; k < logits.Length; k++)
        {
            var difference = (exponentials[k] / sum) - (k == label ? 1 : 0);
            squares += difference * difference;
        }

        return squares / 2;
    }

    /// <summary>z = b + W·x.</summary>
    internal static void Forward(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, ReadOnlySpan<float> x, Span<float> z)
    {
        for (var j = 0; j < z.Length; j++)
        {
            z[j] = biases[j];
            for (var i = 0; i < x.Length; i++)
            {
                z[j] = MathF.FusedMultiplyAdd(weights[(j * x.Length) + i], x[i], z[j]);
            }
        }
    }

    private static double Variance(Initialisation initialisation, int inputs, int outputs) => initialisation switch
    {
        Initialisation.Glorot => 2.0 / (inputs + outputs),
        Initialisation.Lecun => 1.0 / inputs,
        Initialisation.He => 2.0 / inputs,
        _ => throw new ArgumentOutOfRangeException(nameof(initialisation), initialisation, "Unknown initialisation."),
    };
}
