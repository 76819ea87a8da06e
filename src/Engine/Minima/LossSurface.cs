using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Minima;

/// <summary>The loss of a network as a function of its parameters θ, a vector of doubles, with gradient and Hessian.</summary>
/// <remarks>
/// <para>
/// θ holds, layer by layer and output by output, the weights from each input and then, if biases are trained, the bias: the weight
/// from an input that is always 1. The loss is the mean over the rows plus ½λΣw² over weights, as in training. All sums are in
/// double and in a fixed order, and the exponential is the engine's own, so that the bits are the same on every machine.
/// </para>
/// <para>
/// <b>Hessian.</b> With z_l the sums of layer l, h_{l−1} its inputs and δ_l = ∂L/∂z_l, the gradient is δ_l ⊗ h_{l−1}. Weight
/// W_l,ji acts through z_l,j alone, with factor h_{l−1,i}; so for l ≤ m
/// <c>∂²L/∂W_l,ji ∂W_m,kn = h_{l−1,i}·(∂δ_m,k/∂z_l,j·h_{m−1,n} + δ_m,k·∂h_{m−1,n}/∂z_l,j)</c>, where the last term is 0 for
/// l = m. The derivatives by z_l,j are one forward and one backward pass of tangents for each neuron (forward over reverse:
/// B. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994). Exact but for rounding.
/// </para>
/// </remarks>
public sealed class LossSurface
{
    private readonly Architecture shape;
    private readonly Loss loss;
    private readonly double weightDecay;
    private readonly double[][] fixedBiases;
    private readonly int[] starts;

    /// <summary>Creates the loss of networks of one shape.</summary>
    /// <param name="network">A network of that shape; its biases are used if the architecture does not train them.</param>
    /// <param name="loss">The loss per row.</param>
    /// <param name="weightDecay">λ, at least 0.</param>
    public LossSurface(Network network, Loss loss, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(network);
        shape = network.Architecture;
        this.loss = loss;
        this.weightDecay = weightDecay;
        starts = new int[shape.Layers + 1];
        fixedBiases = new double[shape.Layers][];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            starts[layer + 1] = starts[layer] + (shape.OutputsOf(layer) * Width(layer));
            fixedBiases[layer] = Array.ConvertAll(network.BiasesOf(layer).ToArray(), bias => (double)bias);
        }
    }

    /// <summary>The number of parameters.</summary>
    public int Count => starts[^1];

    /// <summary>The index in θ of the first parameter of layer l; those of output j begin <c>j·Width(l)</c> later.</summary>
    public int StartOf(int layer) => starts[layer];

    /// <summary>The number of parameters per output of layer l: its inputs, and the bias if it is trained.</summary>
    public int Width(int layer) => shape.InputsOf(layer) + (shape.Bias ? 1 : 0);

    /// <summary>θ of a network of this shape.</summary>
    public double[] Parameters(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var theta = new double[Count];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            for (var j = 0; j < shape.OutputsOf(layer); j++)
            {
                for (var i = 0; i < Width(layer); i++)
                {
                    theta[starts[layer] + (j * Width(layer)) + i] =
                        i < shape.InputsOf(layer) ? network.Weight(layer, j, i) : network.Bias(layer, j);
                }
            }
        }

        return theta;
    }

    /// <summary>The loss at θ.</summary>
    /// <param name="theta">Parameters.</param>
    /// <param name="rows">The inputs of each row.</param>
    /// <param name="labels">The class of each row.</param>
    public double Loss(double[] theta, double[][] rows, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var passes = new PerRowDerivatives(shape, starts, fixedBiases, loss);
        var sum = 0.0;
        for (var row = 0; row < rows.Length; row++)
        {
            passes.Forward(theta, rows[row]);
            sum += passes.Loss(labels[row]);
        }

        return (sum / rows.Length) + Penalty(theta);
    }

    /// <summary>The number of rows classified correctly; a tie is wrong.</summary>
    public int CountCorrect(double[] theta, double[][] rows, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        var passes = new PerRowDerivatives(shape, starts, fixedBiases, loss);
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            passes.Forward(theta, rows[row]);
            count += passes.IsCorrect(labels[row]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The derivative of the loss by each parameter.</summary>
    public double[] Gradient(double[] theta, double[][] rows, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var passes = new PerRowDerivatives(shape, starts, fixedBiases, loss);
        var gradient = new double[Count];
        for (var row = 0; row < rows.Length; row++)
        {
            passes.Forward(theta, rows[row]);
            passes.Backward(theta, labels[row]);
            passes.AddGradient(gradient);
        }

        for (var k = 0; k < Count; k++)
        {
            gradient[k] = (gradient[k] / rows.Length) + (IsWeight(k) ? weightDecay * theta[k] : 0);
        }

        return gradient;
    }

    /// <summary>The matrix of second derivatives, symmetric, Count × Count.</summary>
    public double[,] Hessian(double[] theta, double[][] rows, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var passes = new PerRowDerivatives(shape, starts, fixedBiases, loss);
        var upper = new double[Count * Count];
        for (var row = 0; row < rows.Length; row++)
        {
            passes.Forward(theta, rows[row]);
            passes.Backward(theta, labels[row]);
            passes.AddHessian(theta, upper);
        }

        var hessian = new double[Count, Count];
        for (var a = 0; a < Count; a++)
        {
            for (var b = 0; b < Count; b++)
            {
                hessian[a, b] = (upper[(Math.Min(a, b) * Count) + Math.Max(a, b)] / rows.Length) + (a == b && IsWeight(a) ? weightDecay : 0);
            }
        }

        return hessian;
    }

    /// <summary>The inputs of a layer for a row: the row itself for l = 0, else hidden values; followed by a 1 if biases are trained.</summary>
    public double[] InputsOf(double[] theta, double[] row, int layer)
    {
        var passes = new PerRowDerivatives(shape, starts, fixedBiases, loss);
        passes.Forward(theta, row);
        return passes.InputsOf(layer).ToArray();
    }

    private double Penalty(double[] theta)
    {
        var sum = 0.0;
        for (var k = 0; weightDecay != 0 && k < Count; k++)
        {
            sum += IsWeight(k) ? theta[k] * theta[k] : 0;
        }

        return weightDecay / 2 * sum;
    }

    private bool IsWeight(int parameter)
    {
        var layer = 0;
        while (parameter >= starts[layer + 1])
        {
            layer++;
        }

        return (parameter - starts[layer]) % Width(layer) < shape.InputsOf(layer);
    }
}
