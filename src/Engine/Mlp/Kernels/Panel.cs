namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>One number for each unit and each sample of a block: units × <see cref="Samples"/> floats, samples in the lanes.</summary>
internal readonly unsafe struct Panel
{
    /// <summary>Samples a block: two of the widest vectors. A row of a panel has this many floats.</summary>
    public const int Samples = 32;

    /// <summary>Takes a panel of zeros.</summary>
    /// <param name="memory">Where from.</param>
    /// <param name="units">Rows that are used; rounded up, so that whole blocks can be transposed.</param>
    public Panel(AlignedBuffer memory, int units)
    {
        var rows = LayerLayout.Padded(units);
        Values = memory.Floats(rows * Samples);
        Rows = memory.Addresses(rows);
        for (var row = 0; row < rows; row++)
        {
            Rows[row] = Values + (row * Samples);
        }
    }

    /// <summary>The first number.</summary>
    public float* Values { get; }

    /// <summary>The address of each row.</summary>
    public float** Rows { get; }
}
