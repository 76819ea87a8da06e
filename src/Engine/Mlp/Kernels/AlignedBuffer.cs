using System.Runtime.InteropServices;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Zeroed memory outside the garbage collector's heap, in pieces aligned to cache lines; all are freed together.</summary>
/// <remarks>One object a training: nothing is allocated in a step or an epoch. Not thread-safe.</remarks>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const nuint Line = 64;

    private readonly List<nint> pieces = [];

    /// <summary>So many floats, all zero.</summary>
    public float* Floats(int count) => (float*)Take((nuint)count * sizeof(float));

    /// <summary>So many addresses of floats, all null.</summary>
    public float** Addresses(int count) => (float**)Take((nuint)count * (nuint)sizeof(float*));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var piece in pieces)
        {
            NativeMemory.AlignedFree((void*)piece);
        }

        pieces.Clear();
    }

    private void* Take(nuint bytes)
    {
        bytes = (bytes + Line) / Line * Line;
        var piece = NativeMemory.AlignedAlloc(bytes, Line);
        pieces.Add((nint)piece);
        NativeMemory.Clear(piece, bytes);
        return piece;
    }
}
