namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>One number for each unit and each sample of a block: units × <see cref="Samples"/> floats, samples in the lanes.</summary>
internal readonly unsafe struct Panel
{
    /// <summary>Samples per block: two of the widest vectors. A row of a panel has this many floats.</summary>
    public const int Samples = 32;

    /// <summary>Allocates a panel of zeros.</summary>
    /// <param name="memory">The memory to allocate from.</param>
    /// <param name="units">The number of rows in use; rounded up, so that whole blocks can be transposed.</param>
    public Panel(AlignedBuffer memory, int units)
    {
        var rows = LayerLayout.Padded(units);
        Values = memory.AllocateFloats(rows * Samples);
        Rows = memory.AllocatePointers(rows);
        for (var row = 0; row < rows; row++)
        {
            Rows[row] = Values + (row * Samples);
        }
    }

    public float* Values { get; }

    /// <summary>A pointer to each row.</summary>
    public float** Rows { get; }
}
