using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>Stores the sums of a <see cref="TiledMatmul"/>.</summary>
internal unsafe interface ISumEnd
{
    /// <summary>Stores one vector of finished sums.</summary>
    /// <param name="target">The place of the sums in <see cref="TiledMatmul.C"/>.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="product">The product.</param>
    static abstract void Store<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
