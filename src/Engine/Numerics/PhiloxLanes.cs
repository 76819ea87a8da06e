using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Symmetry.Engine.Numerics;

/// <summary>Computes several blocks of <see cref="RandomStream"/> side by side: the same words, about six times faster.</summary>
/// <remarks>
/// Each 64-bit lane holds one 32-bit word of one block. The upper halves collect garbage, which no multiplication reads and the
/// last step drops.
/// </remarks>
internal static class PhiloxLanes
{
    /// <summary>The number of blocks computed at a time; 0 if the machine has no suitable vectors.</summary>
    public static int Blocks { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 8 : Avx2.IsSupported ? 4 : 0;

    /// <summary>Writes the words of <see cref="Blocks"/> successive blocks; the arguments are those of one block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ulong key, uint block, uint c1, uint c2, uint c3, Span<uint> words)
    {
        Debug.Assert(words.Length == 4 * Blocks);
        if (Blocks == 8)
        {
            Fill512(key, block, c1, c2, c3, words);
        }
        else
        {
            Fill256(key, block, c1, c2, c3, words);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill512(ulong key, uint block, uint c1, uint c2, uint c3, Span<uint> words)
    {
        // Block numbers in the order in which unpacking writes pairs of lanes.
        var number = Vector512.Create(0UL, 4, 1, 5, 2, 6, 3, 7) + Vector512.Create((ulong)block);
        var (x0, x1, x2, x3) = (number, Vector512.Create((ulong)c1), Vector512.Create((ulong)c2), Vector512.Create((ulong)c3));
        var multiplier0 = Vector512.Create(0xD2511F53UL).AsUInt32();
        var multiplier1 = Vector512.Create(0xCD9E8D57UL).AsUInt32();
        var k0 = (uint)key;
        var k1 = (uint)(key >> 32);
        for (var round = 0; round < 10; round++)
        {
            var p0 = Avx512F.Multiply(multiplier0, x0.AsUInt32());
            var p1 = Avx512F.Multiply(multiplier1, x2.AsUInt32());
            x0 = (p1 >>> 32) ^ x1 ^ Vector512.Create((ulong)k0);
            x1 = p1;
            x2 = (p0 >>> 32) ^ x3 ^ Vector512.Create((ulong)k1);
            x3 = p0;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        var low = Vector512.Create(0xFFFFFFFFUL);
        var first = (x0 & low) | (x1 << 32);
        var second = (x2 & low) | (x3 << 32);
        Avx512F.UnpackLow(first, second).AsUInt32().CopyTo(words);
        Avx512F.UnpackHigh(first, second).AsUInt32().CopyTo(words[16..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill256(ulong key, uint block, uint c1, uint c2, uint c3, Span<uint> words)
    {
        var number = Vector256.Create(0UL, 2, 1, 3) + Vector256.Create((ulong)block);
        var (x0, x1, x2, x3) = (number, Vector256.Create((ulong)c1), Vector256.Create((ulong)c2), Vector256.Create((ulong)c3));
        var multiplier0 = Vector256.Create(0xD2511F53UL).AsUInt32();
        var multiplier1 = Vector256.Create(0xCD9E8D57UL).AsUInt32();
        var k0 = (uint)key;
        var k1 = (uint)(key >> 32);
        for (var round = 0; round < 10; round++)
        {
            var p0 = Avx2.Multiply(multiplier0, x0.AsUInt32());
            var p1 = Avx2.Multiply(multiplier1, x2.AsUInt32());
            x0 = (p1 >>> 32) ^ x1 ^ Vector256.Create((ulong)k0);
            x1 = p1;
            x2 = (p0 >>> 32) ^ x3 ^ Vector256.Create((ulong)k1);
            x3 = p0;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        var low = Vector256.Create(0xFFFFFFFFUL);
        var first = (x0 & low) | (x1 << 32);
        var second = (x2 & low) | (x3 << 32);
        Avx2.UnpackLow(first, second).AsUInt32().CopyTo(words);
        Avx2.UnpackHigh(first, second).AsUInt32().CopyTo(words[8..]);
    }
}
