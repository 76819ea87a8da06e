using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>For a gradient that the next step starts from: w ← w + G, and G is written to the target.</summary>
internal readonly unsafe struct ToTargetAndWeights : ISumEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TSimd.Store(target, sums);
        ToWeights.Store<TSimd, TVector>(target, sums, product);
    }
}
