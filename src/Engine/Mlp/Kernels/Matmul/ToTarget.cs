using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>Sums are written to the target.</summary>
internal readonly unsafe struct ToTarget : ISumEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Store(target, sums);
}
