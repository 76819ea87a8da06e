using System.Runtime.CompilerServices;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Where the sums of a <see cref="Product"/> start.</summary>
internal unsafe interface IStart
{
    /// <summary>The value before the first term.</summary>
    /// <param name="target">Where the sums will be written.</param>
    /// <param name="bias">The number of this unit in <see cref="Product.Start"/>.</param>
    static abstract TVector At<TSimd, TVector>(float* target, float* bias)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>Sums go on from what the target holds.</summary>
internal readonly unsafe struct FromTarget : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Load(target);
}

/// <summary>Sums start at their unit's bias.</summary>
internal readonly unsafe struct FromBias : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Broadcast(*bias);
}

/// <summary>Sums start at +0.</summary>
internal readonly unsafe struct FromZero : IStart
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector At<TSimd, TVector>(float* target, float* bias)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.Broadcast(0f);
}
