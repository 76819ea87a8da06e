using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Minima;

/// <summary>Counts the directions along which the loss never changes, whatever was learned: they are not signs of a symmetry of the data.</summary>
/// <remarks>
/// <para>There are three kinds. All are exact and are counted from the inputs of each layer over all rows:</para>
/// <para>
/// 1. Linearly dependent inputs (constant pixels, features that a 2-cycle of P repeats): with d relations among the inputs of a
/// layer, each of its outputs has d directions without effect.
/// </para>
/// <para>
/// 2. The shift of the softmax: the same vector added to the weights of all classes shifts all logits equally. That gives one
/// direction per independent input of the last layer; dependent inputs are counted under 1.
/// </para>
/// <para>
/// 3. Dead rectifiers, which are 0 on all rows, and hard-tanh neurons that are ±1 on all rows: the parameters that lead into them.
/// Those that lead out of them are counted under 1.
/// </para>
/// <para>
/// With weight decay the penalty changes along all of these, except for directions of biases alone: the shift in the last layer, one
/// direction, and the bias of each neuron that decay has cut off, because its outgoing weights are 0.
/// </para>
/// </remarks>
public static class ExactZeroModes
{
    /// <summary>An eigenvalue of the second moments of inputs up to this fraction of the largest is a relation.</summary>
    private const double Dependent = 1e-13;

    /// <summary>A neuron whose outgoing weights are at most this fraction of the largest of the layer is cut off.</summary>
    private const double CutOff = 1e-6;

    /// <summary>Counts the directions.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="shape">The network's shape.</param>
    /// <param name="theta">The parameters.</param>
    /// <param name="rows">All rows of the loss.</param>
    /// <param name="weightDecay">λ of the loss.</param>
    public static int Count(LossSurface loss, Architecture shape, double[] theta, double[][] rows, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(shape);
        if (weightDecay > 0)
        {
            return shape.Bias ? 1 + Enumerable.Range(1, shape.Layers - 1).Sum(layer => CutOffInputs(loss, shape, theta, layer)) : 0;
        }

        var count = 0;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var inputs = Array.ConvertAll(rows, row => loss.InputsOf(theta, row, layer));
            var width = loss.Width(layer);
            var relations = Spectrum.Compute(SecondMoments(inputs, width)).NearZero(Dependent);
            count += shape.OutputsOf(layer) * relations;
            if (layer == shape.Layers - 1)
            {
                count += width - relations;
            }
            else if (shape.Activation is Settings.Activation.Relu or Settings.Activation.HardTanh)
            {
                var next = Array.ConvertAll(rows, row => loss.InputsOf(theta, row, layer + 1));
                count += (width - relations) * Enumerable.Range(0, shape.OutputsOf(layer)).Count(j => next.All(input => IsFlat(input[j])));
            }
        }

        return count;
    }

    // Where a rectifier or a hard tanh has slope 0. A rectifier at 1 has slope 1, but it is not at 1 on all rows.
    private static bool IsFlat(double h) => h == 0 || Math.Abs(h) == 1;

    private static int CutOffInputs(LossSurface loss, Architecture shape, double[] theta, int layer)
    {
        double[] largest = [.. Enumerable.Range(0, shape.InputsOf(layer)).Select(input => Enumerable.Range(0, shape.OutputsOf(layer))
            .Max(output => Math.Abs(theta[loss.StartOf(layer) + (output * loss.Width(layer)) + input])))];
        return largest.Count(weight => weight <= CutOff * largest.Max());
    }

    private static double[,] SecondMoments(double[][] inputs, int width)
    {
        var moments = new double[width, width];
        foreach (var input in inputs)
        {
            for (var a = 0; a < width; a++)
            {
                for (var b = 0; b < width; b++)
                {
                    moments[a, b] += input[a] * input[b];
                }
            }
        }

        return moments;
    }
}
