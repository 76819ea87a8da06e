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
        where TVector : struct => Tanh.Evaluate<TSimd, TVector>(z);

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
        where TVector : struct => Logistic.Evaluate<TSimd, TVector>(z);

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

/// <summary>z/(1 + |z|), with f′ = (1 − |h|)².</summary>
internal readonly struct SoftsignFunction : IHiddenFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var bounded = Bounded.Of<TSimd, TVector>(z, Bounded.Large);
        return TSimd.Divide(bounded, TSimd.Add(TSimd.Broadcast(1f), TSimd.Abs(bounded)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var rest = TSimd.Subtract(TSimd.Broadcast(1f), TSimd.Abs(h));
        return TSimd.Multiply(TSimd.Multiply(rest, rest), s);
    }
}

/// <summary>z within [−1, 1], else the nearer end, with f′ = 1 for |h| &lt; 1 and else 0.</summary>
internal readonly struct HardTanhFunction : IHiddenFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Bounded.Of<TSimd, TVector>(z, 1f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(TSimd.Broadcast(1f), TSimd.Abs(h), s, TSimd.Broadcast(0f));
}

/// <summary>z/√(1 + z²), with f′ = (1 − h²)·√(1 − h²).</summary>
internal readonly struct AlgebraicFunction : IHiddenFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var bounded = Bounded.Of<TSimd, TVector>(z, Bounded.Large);
        return TSimd.Divide(bounded, TSimd.SquareRoot(TSimd.Fma(bounded, bounded, TSimd.Broadcast(1f))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // |h| is at most 1 (a quotient by something not smaller), so that the root is of a number that is not negative.
        var rest = TSimd.FmaNegated(h, h, TSimd.Broadcast(1f));
        return TSimd.Multiply(TSimd.Multiply(rest, TSimd.SquareRoot(rest)), s);
    }
}

/// <summary>z where z &gt; 0, else e^z − 1, with f′ = 1 for h &gt; 0 and else 1 + h.</summary>
internal readonly struct EluFunction : IHiddenFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Elu.Evaluate<TSimd, TVector>(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(TSimd.Add(TSimd.Broadcast(1f), TSimd.AtMost(TSimd.Broadcast(0f), h)), s);
}

/// <summary>z where z &gt; 0, else z/100, with f′ = 1 for h &gt; 0 and else 1/100.</summary>
internal readonly struct LeakyRectifierFunction : IHiddenFunction
{
    /// <summary>f′ below 0.</summary>
    public const float Leak = 0.01f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Delta<TSimd, TVector>(z, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(h, TSimd.Broadcast(0f), s, TSimd.Multiply(TSimd.Broadcast(Leak), s));
}

/// <summary>Brings numbers into [−limit, limit].</summary>
internal static class Bounded
{
    /// <summary>2³⁰: here functions that tend to ±1 are ±1 as floats, and squares are still finite.</summary>
    public const float Large = 1073741824f;

    /// <summary>The nearest number of [−limit, limit]; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TSimd, TVector>(TVector z, float limit)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.AtLeast(TSimd.Broadcast(-limit), TSimd.AtMost(TSimd.Broadcast(limit), z));
}
