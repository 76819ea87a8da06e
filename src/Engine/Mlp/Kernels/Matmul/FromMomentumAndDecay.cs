using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>The start of the first gradient of a step: fma(decay, w, keep·G), with G in the target.</summary>
internal readonly unsafe struct FromMomentumAndDecay : ISumStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Fma(
            TSimd.Load(target + product.DecayOffset),
            TSimd.Load(target + product.WeightOffset),
            TSimd.Multiply(TSimd.Broadcast(product.Keep), TSimd.Load(target)));
}
