namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>What a training writes for a block and reads in it only. Networks of one shape that take turns share it, so that it stays in the cache.</summary>
internal sealed unsafe class Workspace
{
    /// <summary>Allocates the panels.</summary>
    /// <param name="shape">The shape of the networks.</param>
    /// <param name="rows">The number of matrix rows of a full block.</param>
    /// <param name="memory">The memory to allocate from.</param>
    public Workspace(Architecture shape, int rows, AlignedBuffer memory)
    {
        Outputs = CreateOutputs(shape, shape.Bias, memory);

        // The deltas of the last layer replace its logits.
        Deltas = new Panel[shape.Layers];
        Deltas[^1] = Outputs[^1];
        var widest = shape.Outputs;
        for (var layer = 0; layer < shape.Layers - 1; layer++)
        {
            Deltas[layer] = new Panel(memory, shape.OutputsOf(layer));
            widest = Math.Max(widest, shape.OutputsOf(layer) + 1);
        }

        SampleStride = LayerLayout.Padded(widest);
        Samples = memory.AllocateFloats(rows * SampleStride);
        SampleRows = memory.AllocatePointers(rows);
        for (var s = 0; s < rows; s++)
        {
            SampleRows[s] = Samples + (s * SampleStride);
        }
    }

    /// <summary>The outputs of each layer.</summary>
    public Panel[] Outputs { get; }

    /// <summary>δ of each layer.</summary>
    public Panel[] Deltas { get; }

    /// <summary>Units of a layer in the lanes: one row per sample.</summary>
    public float* Samples { get; }

    /// <summary>A pointer to each row of <see cref="Samples"/>.</summary>
    public float** SampleRows { get; }

    /// <summary>Floats from one row of <see cref="Samples"/> to the next.</summary>
    public int SampleStride { get; }

    /// <summary>Allocates the outputs of all layers: hidden values, then logits.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="hasOnes">Whether the biases get gradients, for which a row of ones follows the hidden units.</param>
    /// <param name="memory">The memory to allocate from.</param>
    public static Panel[] CreateOutputs(Architecture shape, bool hasOnes, AlignedBuffer memory)
    {
        var outputs = new Panel[shape.Layers];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var units = shape.OutputsOf(layer);
            outputs[layer] = new Panel(memory, units + 1);
            if (hasOnes && layer < shape.Layers - 1)
            {
                new Span<float>(outputs[layer].Rows[units], Panel.Samples).Fill(1f);
            }
        }

        return outputs;
    }
}
