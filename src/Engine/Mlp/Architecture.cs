using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp;

/// <summary>The shape of a fully connected network (eq. 1-3): widths from input to output, biases or none, hidden function.</summary>
/// <param name="Inputs">Features an image. At least 1.</param>
/// <param name="Hidden">Widths of the hidden layers, input side first.</param>
/// <param name="Outputs">Classes; the output is their softmax. At least 2.</param>
/// <param name="Bias">Whether every layer adds a bias.</param>
/// <param name="Activation">The function of the hidden neurons.</param>
public sealed record Architecture(int Inputs, Widths Hidden, int Outputs, bool Bias, Activation Activation)
{
    /// <summary>How many layers of weights there are: hidden layers and the output layer.</summary>
    public int Layers => Hidden.Count + 1;

    /// <summary>Inputs of layer l = 0 … <see cref="Layers"/> − 1.</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Hidden.Values[layer - 1];

    /// <summary>Outputs of layer l = 0 … <see cref="Layers"/> − 1.</summary>
    public int OutputsOf(int layer) => layer == Hidden.Count ? Outputs : Hidden.Values[layer];

    /// <summary>How many numbers training adjusts.</summary>
    public int Parameters
    {
        get
        {
            var count = 0;
            for (var layer = 0; layer < Layers; layer++)
            {
                count += OutputsOf(layer) * (InputsOf(layer) + (Bias ? 1 : 0));
            }

            return count;
        }
    }
}
