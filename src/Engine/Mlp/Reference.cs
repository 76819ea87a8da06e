using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp;

/// <summary>Training and evaluation in plain scalar C#: what every fast kernel must equal bit for bit (numerics version 1).</summary>
/// <remarks>
/// <para>
/// All numbers are floats and all operations IEEE ones. A sum has one order, one after the other, and one rounding a term:
/// s ← fma(a, b, s). So it does not matter whether a machine computes one sum at a time or sixteen side by side.
/// </para>
/// <para>
/// <b>Initial weights.</b> Layer l takes its words from stream (Weights, part l), output-major: w = (2u − 1)·a with u uniform in
/// [0, 1) and a = √(3·variance). Biases start at 0.
/// </para>
/// <para>
/// <b>Order.</b> Epoch e shuffles the rows, from the order in which epoch e − 1 left them, with stream (Order, part e). A step
/// takes the next rows, the last step of an epoch those that are left.
/// </para>
/// <para>
/// <b>Forward.</b> z_j = b_j (or +0), then z_j ← fma(w_ji, x_i, z_j) for i = 0, 1, …; hidden layers apply their function.
/// </para>
/// <para>
/// <b>Output delta.</b> m = max z, e_k = exp(z_k − m), r = 1/Σe, p_k = e_k·r, d_k = p_k − y_k. With c = −rate/n (SGD and Nesterov)
/// or 1/n (Adam) for a step of n rows: δ_k = d_k·c for cross-entropy, and δ_k = p_k·(d_k − Σ_j d_j·p_j)·c for squared error.
/// </para>
/// <para>
/// <b>Hidden delta.</b> s_i = Σ_j w_ji·δ_j, times fma(−h, h, 1) for tanh and fma(−h, h, h) for the logistic function; for the
/// rectifier s_i where h &gt; 0, else 0. The other functions and slopes are those of <see cref="Activate"/> and <see cref="HiddenDelta"/>.
/// </para>
/// <para>
/// <b>Gradient.</b> G ← fma(δ_j, x_i, G) for the rows of a step in their order; biases G ← G + δ_j. G starts at
/// fma(decay, w, keep·G): keep is the momentum for SGD and otherwise 0, decay is −rate·λ (for Adam λ), and 0 for biases. With
/// λ = 0 it starts at keep·G, and at +0 if keep is 0 too. So SGD's G is its velocity, and needs no second array.
/// </para>
/// <para>
/// <b>Update.</b> SGD: w ← w + G. Nesterov with momentum µ: V ← fma(µ, V, G), w ← w + fma(µ, V, G): the form of Sutskever et al.
/// (ICML 2013) at the looked-ahead point, as in PyTorch. Adam at step t: m ← fma(β₁, m, (1 − β₁)·G),
/// v ← fma(β₂, v, ((1 − β₂)·G)·G), w ← fma(−rate/(1 − β₁ᵗ), m/fma(√v, 1/√(1 − β₂ᵗ), ε), w); see <see cref="AdamSchedule"/>.
/// </para>
/// <para>
/// Negation commutes with each of these operations, so a network without biases and with an odd function is exactly odd: its logits for −x
/// equal the negated logits for x (as numbers; a zero may have either sign).
/// </para>
/// </remarks>
internal static class Reference
{
    /// <summary>The network before its first step.</summary>
    public static Network Initial(Architecture architecture, Initialisation initialisation, StreamIndices draws)
    {
        var weights = new float[architecture.Layers][];
        var biases = new float[architecture.Layers][];
        for (var layer = 0; layer < architecture.Layers; layer++)
        {
            var inputs = architecture.InputsOf(layer);
            var outputs = architecture.OutputsOf(layer);
            var width = (float)Math.Sqrt(3 * Variance(initialisation, inputs, outputs));
            var stream = draws.Stream(Purpose.Weights, (uint)layer);
            weights[layer] = new float[outputs * inputs];
            biases[layer] = new float[outputs];
            foreach (ref var weight in weights[layer].AsSpan())
            {
                weight = ((2 * stream.NextFloat()) - 1) * width;
            }
        }

        return new Network(architecture, weights, biases);
    }

    /// <summary>Trains; the parameters are those of <see cref="Training.Run"/>.</summary>
    public static Network Train(
        Architecture architecture,
        Protocol protocol,
        StreamIndices draws,
        FeatureMatrix features,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<byte> labels,
        CancellationToken stop = default)
    {
        var network = Initial(architecture, protocol.Initialisation, draws);
        var steps = new ReferenceSteps(network, protocol);
        var order = rows.ToArray();
        var batch = Math.Min(protocol.Batch, order.Length);
        for (var epoch = 0; epoch < protocol.Epochs; epoch++)
        {
            draws.Stream(Purpose.Order, (uint)epoch).Shuffle(order.AsSpan());
            for (var start = 0; start < order.Length; start += batch)
            {
                stop.ThrowIfCancellationRequested();
                steps.Step(features, order.AsSpan(start, Math.Min(batch, order.Length - start)), labels);
            }

            if (!network.IsFinite)
            {
                break;
            }
        }

        return network;
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
            Activate(network.Architecture.Activation, hidden);
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
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = largest < logit ? logit : largest;
        }

        Span<double> exponentials = stackalloc double[logits.Length];
        var sum = 0.0;
        for (var k = 0; k < logits.Length; k++)
        {
            exponentials[k] = ExpLog.ExpOfNonPositive(logits[k] - largest);
            sum += exponentials[k];
        }

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

    /// <summary>Applies the function of the hidden neurons in place.</summary>
    internal static void Activate(Activation activation, Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = activation switch
            {
                Activation.Tanh => Tanh.Of(value),
                Activation.Relu => 0 > value ? 0 : value,
                Activation.Logistic => Logistic.Of(value),
                Activation.Softsign => Bounded(value) / (1 + MathF.Abs(Bounded(value))),
                Activation.HardTanh => float.Clamp(value, -1, 1),
                Activation.Algebraic => Bounded(value) / MathF.Sqrt(MathF.FusedMultiplyAdd(Bounded(value), Bounded(value), 1)),
                Activation.Linear => value,
                Activation.Elu => Elu.Of(value),
                Activation.LeakyRelu => value > 0 ? value : LeakyRectifierFunction.Leak * value,
                _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "No such activation."),
            };
        }
    }

    /// <summary>f′(z)·s, from h = f(z).</summary>
    internal static float HiddenDelta(Activation activation, float h, float s)
    {
        var (rest, outside) = (MathF.FusedMultiplyAdd(-h, h, 1), 1 - MathF.Abs(h));
        return activation switch
        {
            Activation.Tanh => rest * s,
            Activation.Relu => h > 0 ? s : 0,
            Activation.Logistic => MathF.FusedMultiplyAdd(-h, h, h) * s,
            Activation.Softsign => outside * outside * s,
            Activation.HardTanh => 1 > MathF.Abs(h) ? s : 0,
            Activation.Algebraic => rest * MathF.Sqrt(rest) * s,
            Activation.Linear => s,
            Activation.Elu => (1 + (h > 0 ? 0 : h)) * s,
            Activation.LeakyRelu => h > 0 ? s : LeakyRectifierFunction.Leak * s,
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "No such activation."),
        };
    }

    // The functions are ±1 there, and would be NaN where z is infinite.
    private static float Bounded(float z) => float.Clamp(z, -Kernels.Bounded.Large, Kernels.Bounded.Large);

    private static double Variance(Initialisation initialisation, int inputs, int outputs) => initialisation switch
    {
        Initialisation.Glorot => 2.0 / (inputs + outputs),
        Initialisation.LeCun => 1.0 / inputs,
        Initialisation.He => 2.0 / inputs,
        _ => throw new ArgumentOutOfRangeException(nameof(initialisation), initialisation, "No such initialisation."),
    };
}
