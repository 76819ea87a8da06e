using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Minima;

/// <summary>Counts the directions along which the loss does not change whatever was learned: no sign of a symmetry of the data.</summary>
/// <remarks>
/// <para>Three kinds, all exact, counted from the inputs of each layer over all rows:</para>
/// <para>
/// 1. Inputs that are linearly dependent (pixels that never change, features that a 2-cycle of P repeats): with d relations
/// among the inputs of a layer, each of its outputs has d directions without effect.
/// </para>
/// <para>
/// 2. The softmax's shift: the same vector added to the weights of all classes moves all logits alike; as many directions as the
/// last layer has independent inputs (those that are dependent were counted before).
/// </para>
/// <para>
/// 3. Dead rectifiers, 0 on all rows, and hard tanh that is ±1 on all rows: what leads into them; what leads out of them is of
/// the first kind.
/// </para>
/// <para>
/// With weight decay all of these cost something, but for what biases alone do: their shift in the last layer, one direction,
/// and the bias of each neuron that decay has cut off, because nothing leads out of it.
/// </para>
/// </remarks>
public static class ExactZeroModes
{
    /// <summary>Relations among inputs: eigenvalues of their second moments at most this fraction of the largest.</summary>
    private const double Dependent = 1e-13;

    /// <summary>Weights out of a neuron that is cut off: at most this fraction of the layer's largest.</summary>
    private const double CutOff = 1e-6;

    /// <summary>Counts them.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="shape">The network's shape.</param>
    /// <param name="theta">Where.</param>
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
            var relations = Spectrum.Of(SecondMoments(inputs, width)).NearZero(Dependent);
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

    // Where a rectifier or a hard tanh has no slope; a rectifier at 1 has one, but is not at 1 on all rows.
    private static bool IsFlat(double h) => h == 0 || Math.Abs(h) == 1;

    private static int CutOffInputs(LossSurface loss, Architecture shape, double[] theta, int layer)
    {
        double[] largest = [.. Enumerable.Range(0, shape.InputsOf(layer)).Select(input => Enumerable.Range(0, shape.OutputsOf(layer))
            .Max(output => Math.Abs(theta[loss.StartOf(layer) + (output * loss.Width(layer)) + input])))];
        return largest.Count(one => one <= CutOff * largest.Max());
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
