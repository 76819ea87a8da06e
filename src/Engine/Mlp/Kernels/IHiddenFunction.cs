using System.Runtime.CompilerServices;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The function of the hidden neurons, in lanes.</summary>
internal interface IHiddenFunction
{
    /// <summary>h = f(z).</summary>
    static abstract TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;

    /// <summary>f′(z)·s, from h = f(z).</summary>
    static abstract TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>tanh z, with f′ = 1 − h².</summary>
internal readonly struct TanhFunction : IHiddenFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Tanh.Of<TSimd, TVector>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(TSimd.FmaNegated(h, h, TSimd.Broadcast(1f)), s);
}

/// <summary>1/(1 + e^{−z}), with f′ = h − h².</summary>
internal readonly struct LogisticFunction : IHiddenFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Logistic.Of<TSimd, TVector>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(TSimd.FmaNegated(h, h, h), s);
}

/// <summary>max(z, 0), with f′ = 1 for h &gt; 0 and else 0.</summary>
internal readonly struct RectifierFunction : IHiddenFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(TSimd.Broadcast(0f), z, TSimd.Broadcast(0f), z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(h, TSimd.Broadcast(0f), s, TSimd.Broadcast(0f));
}
