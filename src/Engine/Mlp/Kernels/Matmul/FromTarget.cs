using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>Sums continue from the values in the target.</summary>
internal readonly unsafe struct FromTarget : ISumStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Load(target);
}
