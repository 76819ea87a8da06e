using System.Runtime.CompilerServices;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Where the sums of a <see cref="TiledMatmul"/> start.</summary>
internal unsafe interface IStart
{
    /// <summary>The value before the first term.</summary>
    /// <param name="target">Where the sums will be written.</param>
    /// <param name="bias">The number of this unit in <see cref="TiledMatmul.Start"/>.</param>
    /// <param name="product">The product.</param>
    static abstract TVector At<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>Sums go on from what the target holds.</summary>
internal readonly unsafe struct FromTarget : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Load(target);
}

/// <summary>Sums start at their unit's bias.</summary>
internal readonly unsafe struct FromBias : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Broadcast(*bias);
}

/// <summary>Sums start at +0.</summary>
internal readonly unsafe struct FromZero : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Broadcast(0f);
}

/// <summary>Sums start as the first gradient of a step does: fma(decay, w, keep·G), with G in the target.</summary>
internal readonly unsafe struct FromKept : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Fma(
            TSimd.Load(target + product.ToDecay),
            TSimd.Load(target + product.ToWeights),
            TSimd.Multiply(TSimd.Broadcast(product.Keep), TSimd.Load(target)));
}

/// <summary>Sums start as the first gradient of a step without decay does: keep·G, with G in the target.</summary>
internal readonly unsafe struct FromMomentum : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias, in TiledMatmul product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(TSimd.Broadcast(product.Keep), TSimd.Load(target));
}
