using System.Runtime.Intrinsics;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp;

/// <summary>A network with its parameters: weights (outputs × inputs) and biases of each layer. Immutable and safe to share.</summary>
public sealed class Network
{
    private readonly float[][] weights;
    private readonly float[][] biases;

    internal Network(Architecture architecture, float[][] weights, float[][] biases)
    {
        Architecture = architecture;
        this.weights = weights;
        this.biases = biases;
    }

    /// <summary>The shape.</summary>
    public Architecture Architecture { get; }

    /// <summary>Whether every weight and every bias is a finite number.</summary>
    public bool IsFinite => Array.TrueForAll(weights, AreFinite) && Array.TrueForAll(biases, AreFinite);

    /// <summary>The shape with biases if a bias is not 0: fixed biases are not part of the architecture, but the outputs depend on them.</summary>
    internal Architecture ShapeOfOutputs =>
        Array.Exists(biases, static layer => layer.AsSpan().ContainsAnyExcept(0f)) ? Architecture with { Bias = true } : Architecture;

    /// <summary>Creates a network from given parameters.</summary>
    /// <param name="architecture">The shape.</param>
    /// <param name="weights">The weights of each layer, output-major: entry j·inputs + i leads from input i to output j.</param>
    /// <param name="biases">One bias per output of each layer; ignored, and may be empty, if the architecture has none.</param>
    /// <exception cref="ArgumentException">The number of parameters does not match the architecture.</exception>
    public static Network Create(Architecture architecture, float[][] weights, float[][] biases)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(biases);
        var ownWeights = new float[architecture.Layers][];
        var ownBiases = new float[architecture.Layers][];
        for (var layer = 0; layer < architecture.Layers; layer++)
        {
            var outputs = architecture.OutputsOf(layer);
            ownWeights[layer] = Copy(weights, layer, outputs * architecture.InputsOf(layer), nameof(weights));
            ownBiases[layer] = architecture.Bias ? Copy(biases, layer, outputs, nameof(biases)) : new float[outputs];
        }

        return new Network(architecture, ownWeights, ownBiases);
    }

    /// <summary>Creates a network whose parameters are 0, for code that fills it before it is shared.</summary>
    internal static Network CreateZero(Architecture architecture)
    {
        var layers = Enumerable.Range(0, architecture.Layers);
        return new Network(
            architecture,
            [.. layers.Select(layer => new float[architecture.OutputsOf(layer) * architecture.InputsOf(layer)])],
            [.. layers.Select(layer => new float[architecture.OutputsOf(layer)])]);
    }

    /// <summary>The weight from an input to an output of a layer, 0 … <see cref="Architecture.Layers"/> − 1.</summary>
    public float Weight(int layer, int output, int input) =>
        weights[layer][(output * Architecture.InputsOf(layer)) + input];

    /// <summary>The bias of an output of a layer; 0 without biases.</summary>
    public float Bias(int layer, int output) => biases[layer][output];

    /// <summary>The outputs before the softmax for one row of features.</summary>
    /// <param name="features">A matrix with one column per input of the network.</param>
    /// <param name="row">A row of the matrix.</param>
    /// <param name="logits">Receives <see cref="Architecture.Outputs"/> numbers.</param>
    public void Logits(FeatureMatrix features, int row, Span<float> logits)
    {
        Check(features);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, Architecture.Outputs, nameof(logits));
        Reference.Logits(this, features.Row(row), logits);
    }

    /// <summary>The outputs before the softmax for the first rows of a matrix, with the bits of <see cref="Logits"/>.</summary>
    /// <param name="features">A matrix with one column per input of the network.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="logits">Receives <see cref="Architecture.Outputs"/> numbers per row, row after row.</param>
    internal void LogitsOfFirst(FeatureMatrix features, int count, Span<float> logits)
    {
        Check(features);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, features.Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(logits.Length, count * Architecture.Outputs, nameof(logits));
        LogitsOfFirstAt(CpuFeatures.Widest, features, count, logits);
    }

    /// <summary>The number of rows classified correctly; a tie for the largest logit, or NaN, is wrong.</summary>
    /// <param name="features">A matrix with one column per input of the network.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="labels">The class of each row of the matrix: indexed like the matrix, not like <paramref name="rows"/>.</param>
    /// <param name="marks">Receives whether each of the rows is classified correctly; empty for no marks.</param>
    public int CountCorrect(FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Span<bool> marks = default)
    {
        Check(features);
        return CountCorrectAt(CpuFeatures.Widest, features, rows, labels, marks);
    }

    /// <summary>The mean loss per row, in nats for cross-entropy, without the penalty of weight decay; NaN if a logit is NaN.</summary>
    /// <remarks>In double precision from the float logits; the sum is in the order of <paramref name="rows"/>.</remarks>
    /// <param name="features">A matrix with one column per input of the network.</param>
    /// <param name="rows">Rows of the matrix; at least one.</param>
    /// <param name="labels">The class of each row of the matrix.</param>
    /// <param name="loss">The loss.</param>
    public double MeanLoss(FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Loss loss)
    {
        Check(features);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length, nameof(rows));
        return MeanLossAt(CpuFeatures.Widest, features, rows, labels, loss);
    }

    /// <summary>The network with negated weights in the first layer: on x it computes what this network computes on −x.</summary>
    /// <remarks>Bit for bit (eq. 16 for the group of two elements). Biases are not changed.</remarks>
    public Network WithFirstLayerNegated()
    {
        var negated = (float[][])weights.Clone();
        negated[0] = Array.ConvertAll(weights[0], static w => -w);
        return new Network(Architecture, negated, biases);
    }

    /// <summary><see cref="CountCorrect"/> with vectors of a given width, which changes the speed and not the result.</summary>
    internal int CountCorrectAt(
        VectorWidth width, FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Span<bool> marks = default) => width switch
        {
            VectorWidth.Sixteen => Evaluator<Simd512, Vector512<float>>.CountCorrect(this, features, rows, labels, marks),
            VectorWidth.Eight => Evaluator<Simd256, Vector256<float>>.CountCorrect(this, features, rows, labels, marks),
            VectorWidth.Four => Evaluator<Simd128, Vector128<float>>.CountCorrect(this, features, rows, labels, marks),
            _ => Evaluator<Simd1, float>.CountCorrect(this, features, rows, labels, marks),
        };

    /// <summary><see cref="MeanLoss"/> with vectors of a given width, which changes the speed and not the result.</summary>
    internal double MeanLossAt(
        VectorWidth width, FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels, Loss loss) => width switch
        {
            VectorWidth.Sixteen => Evaluator<Simd512, Vector512<float>>.MeanLoss(this, features, rows, labels, loss),
            VectorWidth.Eight => Evaluator<Simd256, Vector256<float>>.MeanLoss(this, features, rows, labels, loss),
            VectorWidth.Four => Evaluator<Simd128, Vector128<float>>.MeanLoss(this, features, rows, labels, loss),
            _ => Evaluator<Simd1, float>.MeanLoss(this, features, rows, labels, loss),
        };

    /// <summary><see cref="LogitsOfFirst"/> with vectors of a given width, which changes the speed and not the result.</summary>
    internal void LogitsOfFirstAt(VectorWidth width, FeatureMatrix features, int count, Span<float> logits)
    {
        switch (width)
        {
            case VectorWidth.Sixteen:
                Evaluator<Simd512, Vector512<float>>.LogitsOfFirst(this, features, count, logits);
                break;
            case VectorWidth.Eight:
                Evaluator<Simd256, Vector256<float>>.LogitsOfFirst(this, features, count, logits);
                break;
            case VectorWidth.Four:
                Evaluator<Simd128, Vector128<float>>.LogitsOfFirst(this, features, count, logits);
                break;
            default:
                Evaluator<Simd1, float>.LogitsOfFirst(this, features, count, logits);
                break;
        }
    }

    /// <summary>The weights of a layer, output-major.</summary>
    internal ReadOnlySpan<float> WeightsOf(int layer) => weights[layer];

    /// <summary>The biases of a layer.</summary>
    internal ReadOnlySpan<float> BiasesOf(int layer) => biases[layer];

    /// <summary>The weights of a layer, for code that trains the network before it is shared.</summary>
    internal Span<float> MutableWeightsOf(int layer) => weights[layer];

    /// <summary>The biases of a layer, for code that trains the network before it is shared.</summary>
    internal Span<float> MutableBiasesOf(int layer) => biases[layer];

    /// <summary>Copies all parameters into a network of the same shape that is not shared yet.</summary>
    internal void CopyTo(Network target)
    {
        for (var layer = 0; layer < weights.Length; layer++)
        {
            weights[layer].CopyTo(target.weights[layer], 0);
            biases[layer].CopyTo(target.biases[layer], 0);
        }
    }

    private static bool AreFinite(float[] values) => Array.TrueForAll(values, float.IsFinite);

    private static float[] Copy(float[][] layers, int layer, int count, string name)
    {
        if (layer >= layers.Length || layers[layer].Length != count)
        {
            var given = layer >= layers.Length ? 0 : layers[layer].Length;
            throw new ArgumentException($"Layer {layer}: expected {count} numbers, got {given}.", name);
        }

        return (float[])layers[layer].Clone();
    }

    private void Check(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Architecture.Inputs)
        {
            throw new ArgumentException(
                $"The matrix has {features.Columns} columns, and the network has {Architecture.Inputs} inputs.", nameof(features));
        }
    }
}
