namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Where the numbers of one layer lie among all parameters, and which of them share a vector.</summary>
/// <remarks>
/// The gradient has either a layer's inputs or its outputs side by side in the lanes; whichever wastes fewer lanes is stored so.
/// 10 → 5 stores inputs in lanes (5 vectors), 5 → 10 outputs in lanes (6 vectors with the bias). The bias is one more input that
/// is always 1, except in layer 0, whose inputs lie in the shared feature matrix: there it has a place of its own.
/// </remarks>
internal readonly struct LayerLayout
{
    /// <summary>Rows and parameters are padded to this many floats, the widest vector.</summary>
    public const int Lanes = 16;

    private LayerLayout(int inputs, int outputs, bool outputsInLanes, int stride, int weights, int biases, int end)
    {
        Inputs = inputs;
        Outputs = outputs;
        OutputsInLanes = outputsInLanes;
        Stride = stride;
        Weights = weights;
        Biases = biases;
        End = end;
    }

    /// <summary>How many inputs, without the bias.</summary>
    public int Inputs { get; }

    /// <summary>How many outputs.</summary>
    public int Outputs { get; }

    /// <summary>Whether a row holds one input's weights to all outputs, instead of one output's weights from all inputs.</summary>
    public bool OutputsInLanes { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Where the first weight is.</summary>
    public int Weights { get; }

    /// <summary>Where the first bias is.</summary>
    public int Biases { get; }

    /// <summary>Behind the layer's last number.</summary>
    public int End { get; }

    /// <summary>Floats from one output's weight to the next output's.</summary>
    public int OutputStep => OutputsInLanes ? 1 : Stride;

    /// <summary>Floats from one input's weight to the next input's.</summary>
    public int InputStep => OutputsInLanes ? Stride : 1;

    /// <summary>Floats from one output's bias to the next output's.</summary>
    public int BiasStep { get; private init; }

    /// <summary>The layouts of all layers, one behind the other.</summary>
    public static LayerLayout[] Of(Architecture architecture)
    {
        var layouts = new LayerLayout[architecture.Layers];
        var start = 0;
        for (var layer = 0; layer < layouts.Length; layer++)
        {
            var inputs = architecture.InputsOf(layer);
            var outputs = architecture.OutputsOf(layer);
            layouts[layer] = layer == 0 ? First(inputs, outputs) : Later(inputs, outputs, architecture.Bias, start);
            start = layouts[layer].End;
        }

        return layouts;
    }

    /// <summary>The next multiple of <see cref="Lanes"/>.</summary>
    public static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;

    private static LayerLayout First(int inputs, int outputs)
    {
        var stride = Padded(inputs);
        var biases = outputs * stride;
        return new LayerLayout(inputs, outputs, false, stride, 0, biases, biases + Padded(outputs)) { BiasStep = 1 };
    }

    private static LayerLayout Later(int inputs, int outputs, bool bias, int start)
    {
        var rows = inputs + (bias ? 1 : 0);
        var outputsInLanes = rows * Padded(outputs) < outputs * Padded(rows);
        var stride = Padded(outputsInLanes ? outputs : rows);
        var end = start + ((outputsInLanes ? rows : outputs) * stride);
        var biases = start + (outputsInLanes ? inputs * stride : inputs);
        return new LayerLayout(inputs, outputs, outputsInLanes, stride, start, biases, end)
        {
            BiasStep = outputsInLanes ? 1 : stride,
        };
    }
}
