using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Minima;

/// <summary>Passes one row through a network in double: values forwards, derivatives backwards, and the tangents of both.</summary>
internal sealed class PerRowDerivatives
{
    private readonly Architecture shape;
    private readonly int[] starts;
    private readonly double[][] fixedBiases;
    private readonly Loss loss;
    private readonly int[] widths;
    private readonly double[][] inputs;
    private readonly double[][] deltas;
    private readonly double[][] slopes;
    private readonly double[][] sums;
    private readonly double[][] inputTangents;
    private readonly double[][] deltaTangents;
    private readonly double[] p;
    private readonly double[] terms;
    private int label;
    private double largest;
    private double exponentials;

    public PerRowDerivatives(Architecture shape, int[] starts, double[][] fixedBiases, Loss loss)
    {
        this.shape = shape;
        this.starts = starts;
        this.fixedBiases = fixedBiases;
        this.loss = loss;
        widths = [.. Enumerable.Range(0, shape.Layers).Select(layer => shape.InputsOf(layer) + (shape.Bias ? 1 : 0))];
        inputs = Array.ConvertAll(widths, width => new double[width]);
        inputTangents = Array.ConvertAll(widths, width => new double[width]);
        deltas = PerOutput();
        deltaTangents = PerOutput();
        slopes = PerOutput();
        sums = PerOutput();
        p = new double[shape.Outputs];
        terms = new double[widths.Max()];
        for (var layer = 0; shape.Bias && layer < shape.Layers; layer++)
        {
            inputs[layer][^1] = 1;
        }
    }

    private int Last => shape.Layers - 1;

    /// <summary>The inputs of a layer for the last row.</summary>
    public ReadOnlySpan<double> InputsOf(int layer) => inputs[layer];

    public void Forward(double[] theta, double[] row)
    {
        row.CopyTo(inputs[0], 0);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            for (var j = 0; j < sums[layer].Length; j++)
            {
                var z = shape.Bias ? 0 : fixedBiases[layer][j];
                var weights = theta.AsSpan(starts[layer] + (j * widths[layer]), widths[layer]);
                for (var i = 0; i < weights.Length; i++)
                {
                    z += weights[i] * inputs[layer][i];
                }

                sums[layer][j] = z;
                if (layer < Last)
                {
                    inputs[layer + 1][j] = ActivationFunctions.Value(shape.Activation, z);
                    slopes[layer][j] = ActivationFunctions.Slope(shape.Activation, z, inputs[layer + 1][j]);
                }
            }
        }

        sums[Last].CopyTo(p, 0);
        (largest, exponentials) = Softmax.Exponentials(p);
        for (var k = 0; k < p.Length; k++)
        {
            p[k] /= exponentials;
        }
    }

    /// <summary>Whether the label's logit is larger than every other one.</summary>
    public bool IsCorrect(int label)
    {
        for (var k = 0; k < p.Length; k++)
        {
            if (k != label && !(sums[Last][label] > sums[Last][k]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The loss of the row.</summary>
    public double Loss(int label)
    {
        if (loss == Settings.Loss.CrossEntropy)
        {
            return largest + ExpLog.Log(exponentials) - sums[Last][label];
        }

        var squares = 0.0;
        for (var k = 0; k < p.Length; k++)
        {
            squares += Difference(k, label) * Difference(k, label);
        }

        return squares / 2;
    }

    /// <summary>Computes δ_l for every layer.</summary>
    public void Backward(double[] theta, int correctLabel)
    {
        label = correctLabel;
        var inner = 0.0;
        for (var k = 0; k < p.Length; k++)
        {
            inner += Difference(k, label) * p[k];
        }

        for (var k = 0; k < p.Length; k++)
        {
            deltas[Last][k] = loss == Settings.Loss.CrossEntropy ? Difference(k, label) : p[k] * (Difference(k, label) - inner);
        }

        for (var layer = Last; layer > 0; layer--)
        {
            for (var i = 0; i < deltas[layer - 1].Length; i++)
            {
                deltas[layer - 1][i] = slopes[layer - 1][i] * WeightedSum(theta, deltas[layer], layer, i);
            }
        }
    }

    public void AddGradient(double[] gradient)
    {
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            for (var j = 0; j < deltas[layer].Length; j++)
            {
                for (var i = 0; i < widths[layer]; i++)
                {
                    gradient[starts[layer] + (j * widths[layer]) + i] += deltas[layer][j] * inputs[layer][i];
                }
            }
        }
    }

    /// <summary>Adds the row's second derivatives ∂²/∂θ_a∂θ_b for a ≤ b, at a·count + b.</summary>
    public void AddHessian(double[] theta, double[] upper)
    {
        var count = starts[^1];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            for (var j = 0; j < deltas[layer].Length; j++)
            {
                Tangents(theta, layer, j);
                var first = starts[layer] + (j * widths[layer]);
                for (var later = layer; later < shape.Layers; later++)
                {
                    for (var k = later == layer ? j : 0; k < deltas[later].Length; k++)
                    {
                        var second = starts[later] + (k * widths[later]);
                        for (var n = 0; n < widths[later]; n++)
                        {
                            terms[n] = (deltaTangents[later][k] * inputs[later][n])
                                + (later == layer ? 0 : deltas[later][k] * inputTangents[later][n]);
                        }

                        for (var i = 0; i < widths[layer]; i++)
                        {
                            var input = inputs[layer][i];
                            if (input == 0)
                            {
                                continue;
                            }

                            // Within the weights of one output the matrix is symmetric: n ≥ i is enough.
                            var from = second == first ? i : 0;
                            var target = upper.AsSpan(((first + i) * count) + second, widths[later]);
                            for (var n = from; n < target.Length; n++)
                            {
                                target[n] += input * terms[n];
                            }
                        }
                    }
                }
            }
        }
    }

    // Derivatives by the z of one neuron: of the inputs of later layers, then of their δ.
    private void Tangents(double[] theta, int from, int j)
    {
        var tangent = new double[shape.OutputsOf(from)];
        tangent[j] = 1;
        var zTangents = new double[shape.Layers][];
        zTangents[from] = tangent;
        for (var layer = from; layer < Last; layer++)
        {
            for (var i = 0; i < slopes[layer].Length; i++)
            {
                inputTangents[layer + 1][i] = slopes[layer][i] * zTangents[layer][i];
            }

            zTangents[layer + 1] = new double[shape.OutputsOf(layer + 1)];
            for (var k = 0; k < zTangents[layer + 1].Length; k++)
            {
                for (var i = 0; i < slopes[layer].Length; i++)
                {
                    zTangents[layer + 1][k] += theta[starts[layer + 1] + (k * widths[layer + 1]) + i] * inputTangents[layer + 1][i];
                }
            }
        }

        OutputTangent(zTangents[Last]);
        for (var layer = Last; layer > from; layer--)
        {
            for (var i = 0; i < slopes[layer - 1].Length; i++)
            {
                var curvature = ActivationFunctions.Curvature(shape.Activation, inputs[layer][i]) * zTangents[layer - 1][i];
                deltaTangents[layer - 1][i] = (slopes[layer - 1][i] * WeightedSum(theta, deltaTangents[layer], layer, i))
                    + (curvature * WeightedSum(theta, deltas[layer], layer, i));
            }
        }
    }

    // ṗ = p·(ż − Σ p·ż); the cross-entropy's δ = p − y, the squared error's δ_k = p_k·(d_k − Σ d·p).
    private void OutputTangent(double[] z)
    {
        var mean = 0.0;
        for (var k = 0; k < p.Length; k++)
        {
            mean += p[k] * z[k];
        }

        var (inner, innerTangent) = (0.0, 0.0);
        for (var k = 0; k < p.Length; k++)
        {
            var tangent = p[k] * (z[k] - mean);
            inner += Difference(k, label) * p[k];
            innerTangent += tangent * (p[k] + Difference(k, label));
        }

        for (var k = 0; k < p.Length; k++)
        {
            var tangent = p[k] * (z[k] - mean);
            deltaTangents[Last][k] = loss == Settings.Loss.CrossEntropy
                ? tangent
                : (tangent * (Difference(k, label) - inner)) + (p[k] * (tangent - innerTangent));
        }
    }

    private double Difference(int k, int correctLabel) => p[k] - (k == correctLabel ? 1 : 0);

    // Σ_k W_ki·v_k.
    private double WeightedSum(double[] theta, double[] v, int layer, int i)
    {
        var sum = 0.0;
        for (var k = 0; k < v.Length; k++)
        {
            sum += theta[starts[layer] + (k * widths[layer]) + i] * v[k];
        }

        return sum;
    }

    private double[][] PerOutput() => [.. Enumerable.Range(0, shape.Layers).Select(layer => new double[shape.OutputsOf(layer)])];
}
