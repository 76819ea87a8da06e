using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>Sums start at the bias of their unit.</summary>
internal readonly unsafe struct FromBias : ISumStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Broadcast(*bias);
}
