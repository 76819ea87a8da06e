using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>The initial value of the sums of a <see cref="TiledMatmul"/>.</summary>
internal unsafe interface ISumStart
{
    /// <summary>The value before the first term.</summary>
    /// <param name="target">The place of the sums in <see cref="TiledMatmul.C"/>.</param>
    /// <param name="bias">The element of <see cref="TiledMatmul.Start"/> for this unit.</param>
    /// <param name="product">The product.</param>
    static abstract TVector Load<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
