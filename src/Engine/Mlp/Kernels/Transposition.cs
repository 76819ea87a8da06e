using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Transposes rows of samples into rows of units and back, in square blocks in registers.</summary>
internal static unsafe class Transposition<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Writes columns of scattered rows into a panel: one row per column, samples in the lanes.</summary>
    /// <param name="rows">Pointers to vectors · <typeparamref name="TSimd"/>.Count rows.</param>
    /// <param name="first">The first column.</param>
    /// <param name="columns">The number of columns; rounded up to whole vectors, into the padding of the rows.</param>
    /// <param name="vectors">Vectors of samples.</param>
    /// <param name="panel">Receives the columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToPanel(float** rows, int first, int columns, int vectors, float* panel)
    {
        for (var v = 0; v < vectors; v++, rows += TSimd.Count, panel += TSimd.Count)
        {
            for (nint column = 0; column < columns; column += TSimd.Count)
            {
                TSimd.Transpose(rows, first + column, panel + (column * Panel.Samples), Panel.Samples);
            }
        }
    }

    /// <summary>Writes a panel as rows of samples, with the units in the lanes.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="units">The number of units; rounded up to whole vectors, into the padding of the panel.</param>
    /// <param name="vectors">Vectors of samples.</param>
    /// <param name="samples">Receives the row of the first sample, and then the others.</param>
    /// <param name="stride">Floats from the row of one sample to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToSamples(Panel panel, int units, int vectors, float* samples, nint stride)
    {
        for (nint unit = 0; unit < units; unit += TSimd.Count)
        {
            for (nint v = 0; v < vectors; v++)
            {
                var sample = v * TSimd.Count;
                TSimd.Transpose(panel.Rows + unit, sample, samples + (sample * stride) + unit, stride);
            }
        }
    }
}
