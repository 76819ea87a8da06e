using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>For a gradient that is not read again: w ← w + G, and G is not written.</summary>
internal readonly unsafe struct ToWeights : ISumEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var w = target + product.WeightOffset;
        TSimd.Store(w, TSimd.Add(TSimd.Load(w), sums));
    }
}
