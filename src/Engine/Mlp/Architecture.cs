namespace Symmetry.Engine.Mlp;

/// <summary>The shape of a fully connected network (eq. 1-3): widths from input to output, biases or none, activation function.</summary>
/// <param name="Inputs">Features per image; at least 1.</param>
/// <param name="Hidden">Widths of the hidden layers, input side first.</param>
/// <param name="Outputs">Classes, at least 2; the output is the softmax over them.</param>
/// <param name="Bias">Whether every layer adds a bias.</param>
/// <param name="Activation">The activation function of the hidden neurons.</param>
public sealed record Architecture(int Inputs, Widths Hidden, int Outputs, bool Bias, Activation Activation)
{
    /// <summary>The number of layers of weights: hidden layers and the output layer.</summary>
    public int Layers => Hidden.Count + 1;

    /// <summary>Inputs of layer l = 0 … <see cref="Layers"/> − 1.</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Hidden.Values[layer - 1];

    /// <summary>Outputs of layer l = 0 … <see cref="Layers"/> − 1.</summary>
    public int OutputsOf(int layer) => layer == Hidden.Count ? Outputs : Hidden.Values[layer];

    /// <summary>The number of trained parameters.</summary>
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
