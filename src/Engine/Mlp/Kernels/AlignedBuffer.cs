using System.Runtime.InteropServices;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Zeroed memory outside the managed heap, in blocks aligned to cache lines that are freed together.</summary>
/// <remarks>One object per training, so that steps and epochs allocate nothing. Not thread-safe.</remarks>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const nuint Line = 64;

    private readonly List<nint> blocks = [];

    /// <summary>Allocates floats that are 0.</summary>
    public float* AllocateFloats(int count) => (float*)Allocate((nuint)count * sizeof(float));

    /// <summary>Allocates pointers to floats that are null.</summary>
    public float** AllocatePointers(int count) => (float**)Allocate((nuint)count * (nuint)sizeof(float*));

    public void Dispose()
    {
        foreach (var block in blocks)
        {
            NativeMemory.AlignedFree((void*)block);
        }

        blocks.Clear();
    }

    private void* Allocate(nuint bytes)
    {
        bytes = (bytes + Line) / Line * Line;
        var block = NativeMemory.AlignedAlloc(bytes, Line);
        blocks.Add((nint)block);
        NativeMemory.Clear(block, bytes);
        return block;
    }
}
