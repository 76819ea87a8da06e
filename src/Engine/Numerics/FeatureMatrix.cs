using System.Runtime.InteropServices;

namespace Symmetry.Engine.Numerics;

/// <summary>The features of many images: rows × columns floats. Each row is padded with zeros to a multiple of 16 floats.</summary>
/// <remarks>Aligned to 64 bytes and pinned for its lifetime; filled once, then shared by trials and never changed.</remarks>
public sealed class FeatureMatrix
{
    /// <summary>Rows are padded to a multiple of this many floats.</summary>
    public const int Lanes = 16;

    private readonly float[] values;
    private readonly int start;

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="rows">At least 0.</param>
    /// <param name="columns">At least 1.</param>
    public FeatureMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Rows = rows;
        Columns = columns;
        Stride = (columns + Lanes - 1) / Lanes * Lanes;
        values = GC.AllocateArray<float>(checked((rows * Stride) + Lanes), pinned: true);
        start = Alignment(values);
    }

    /// <summary>The number of rows: one per image.</summary>
    public int Rows { get; }

    /// <summary>The number of features in a row.</summary>
    public int Columns { get; }

    /// <summary>Floats from one row to the next; a multiple of <see cref="Lanes"/>.</summary>
    public int Stride { get; }

    /// <summary>The memory of the matrix, in bytes.</summary>
    public long Bytes => (long)values.Length * sizeof(float);

    /// <summary>Row r without its padding.</summary>
    public ReadOnlySpan<float> Row(int r) => values.AsSpan(start + (r * Stride), Columns);

    /// <summary>All rows with their padding: <see cref="Rows"/> × <see cref="Stride"/> floats, row after row.</summary>
    public ReadOnlySpan<float> Values => values.AsSpan(start, Rows * Stride);

    /// <summary>Row r without its padding, for the code that fills the matrix.</summary>
    internal Span<float> MutableRow(int r) => values.AsSpan(start + (r * Stride), Columns);

    private static unsafe int Alignment(float[] pinned)
    {
        var address = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        return (int)(((64 - (address % 64)) % 64) / sizeof(float));
    }
}
