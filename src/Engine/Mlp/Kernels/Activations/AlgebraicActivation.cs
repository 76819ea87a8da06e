using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>z/√(1 + z²), with f′ = (1 − h²)·√(1 − h²).</summary>
internal readonly struct AlgebraicActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var bounded = Clamp.Apply<TSimd, TVector>(z, Clamp.Large);
        return TSimd.Divide(bounded, TSimd.SquareRoot(TSimd.Fma(bounded, bounded, TSimd.Broadcast(1f))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // |h| is at most 1, because the denominator is not smaller, so the root is of a number that is not negative.
        var rest = TSimd.FmaNegated(h, h, TSimd.Broadcast(1f));
        return TSimd.Multiply(TSimd.Multiply(rest, TSimd.SquareRoot(rest)), s);
    }
}
