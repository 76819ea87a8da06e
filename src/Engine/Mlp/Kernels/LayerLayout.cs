namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The positions of the parameters of one layer among all parameters, and which of them share a vector.</summary>
/// <remarks>
/// The gradient has either the inputs or the outputs of a layer side by side in the lanes; the layout that wastes fewer lanes is used.
/// 10 → 5 stores inputs in lanes (5 vectors), 5 → 10 outputs in lanes (6 vectors with the bias). The bias is one more input that
/// is always 1, except in layer 0, whose inputs are in the shared feature matrix: there biases are stored separately.
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

    /// <summary>The number of inputs, without the bias.</summary>
    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Whether a row holds the weights from one input to all outputs; else it holds the weights from all inputs to one output.</summary>
    public bool OutputsInLanes { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The index of the first weight.</summary>
    public int Weights { get; }

    /// <summary>The index of the first bias.</summary>
    public int Biases { get; }

    /// <summary>The index behind the last parameter of the layer.</summary>
    public int End { get; }

    /// <summary>Floats from the weight of one output to that of the next.</summary>
    public int OutputStep => OutputsInLanes ? 1 : Stride;

    /// <summary>Floats from the weight of one input to that of the next.</summary>
    public int InputStep => OutputsInLanes ? Stride : 1;

    /// <summary>Floats from the bias of one output to that of the next.</summary>
    public int BiasStep { get; private init; }

    /// <summary>Creates the layouts of all layers, one after the other.</summary>
    public static LayerLayout[] CreateAll(Architecture architecture)
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
