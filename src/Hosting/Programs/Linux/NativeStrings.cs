using System.Runtime.InteropServices;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>Texts in the form in which C programs get their arguments and environment: pointers, the last one null.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int count;

    /// <summary>Copies texts as UTF-8.</summary>
    public NativeStrings(IReadOnlyList<string> texts)
    {
        count = texts.Count;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)count + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < count; i++)
        {
            Pointer[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        }
    }

    /// <summary>The array.</summary>
    public byte** Pointer { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Pointer[i]);
        }

        NativeMemory.Free(Pointer);
    }
}
