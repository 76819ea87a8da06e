using System.Runtime.CompilerServices;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Where the sums of a <see cref="TiledMatmul"/> go.</summary>
internal unsafe interface IEnd
{
    /// <summary>Takes one vector of finished sums.</summary>
    /// <param name="target">Their place in <see cref="TiledMatmul.C"/>.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="product">The product.</param>
    static abstract void Put<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>Sums are written to the target.</summary>
internal readonly unsafe struct ToTarget : IEnd
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Store(target, sums);
}

/// <summary>A gradient that nobody reads again: w ← w + G, and G itself is written nowhere.</summary>
internal readonly unsafe struct ToWeights : IEnd
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var w = target + product.ToWeights;
        TSimd.Store(w, TSimd.Add(TSimd.Load(w), sums));
    }
}

/// <summary>A gradient that the next step starts from: w ← w + G, and G is written to the target.</summary>
internal readonly unsafe struct ToBoth : IEnd
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TSimd, TVector>(float* target, TVector sums, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TSimd.Store(target, sums);
        ToWeights.Put<TSimd, TVector>(target, sums, product);
    }
}
