using System.Runtime.Intrinsics.X86;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The rows of the current block: what all networks that run together read.</summary>
/// <param name="columns">The number of features per row.</param>
/// <param name="memory">The memory to allocate from.</param>
internal sealed unsafe class InputBlock<TSimd, TVector>(int columns, AlignedBuffer memory)
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Columns that are gathered at a time: 128 × 32 floats are half of a first-level cache.</summary>
    public const int Chunk = 128;

    private readonly Panel gathered = new(memory, Math.Min(Chunk, columns));

    /// <summary>Pointers to the feature rows of the block.</summary>
    public float** Rows { get; } = memory.AllocatePointers(Panel.Samples);

    /// <summary>The classes of the samples of the block, as floats.</summary>
    public float* Labels { get; } = memory.AllocateFloats(Panel.Samples);

    /// <summary>The gathered columns, samples in the lanes: one row per column.</summary>
    public float** Columns => gathered.Rows;

    /// <summary>Makes rows of a matrix the current block, and returns the number of vectors of samples in it.</summary>
    /// <param name="matrix">The first float of the matrix.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="rows">1 … <see cref="Panel.Samples"/> row numbers. Unused lanes repeat the first row.</param>
    /// <param name="labels">The class of each row of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Select(float* matrix, nint stride, ReadOnlySpan<int> rows, byte* labels)
    {
        var addresses = Rows;
        var classes = Labels;
        for (var s = 0; s < rows.Length; s++)
        {
            nint row = rows[s];
            addresses[s] = matrix + (row * stride);
            classes[s] = labels[row];
        }

        var vectors = (rows.Length + TSimd.Count - 1) / TSimd.Count;
        for (var s = rows.Length; s < vectors * TSimd.Count; s++)
        {
            addresses[s] = addresses[0];
            classes[s] = classes[0];
        }

        return vectors;
    }

    /// <summary>Prefetches the first chunk of the rows of a later block, which no hardware prefetcher can predict.</summary>
    /// <remarks>Into the second-level cache, because the first level is full of the current block.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prefetch(float* matrix, nint stride, ReadOnlySpan<int> rows)
    {
        var count = Math.Min(stride, Chunk);
        foreach (var row in rows)
        {
            Prefetch(matrix + (row * stride), count);
        }
    }

    /// <summary>Gathers a chunk of the columns, and returns their number.</summary>
    /// <remarks>In chunks, so that a wide matrix passes through the second-level cache only once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Gather(int first, int vectors)
    {
        var count = Math.Min(Chunk, columns - first);
        Transposition<TSimd, TVector>.ToPanel(Rows, first, count, vectors, gathered.Values);
        var next = first + count;
        for (var s = 0; next < columns && s < vectors * TSimd.Count; s++)
        {
            Prefetch(Rows[s] + next, Math.Min(Chunk, columns - next));
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* from, nint count)
    {
        for (nint at = 0; Sse.IsSupported && at < count; at += LayerLayout.Lanes)
        {
            Sse.Prefetch1(from + at);
        }
    }
}
