using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>z/(1 + |z|), with f′ = (1 − |h|)².</summary>
internal readonly struct SoftsignActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var bounded = Clamp.Apply<TSimd, TVector>(z, Clamp.Large);
        return TSimd.Divide(bounded, TSimd.Add(TSimd.Broadcast(1f), TSimd.Abs(bounded)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var rest = TSimd.Subtract(TSimd.Broadcast(1f), TSimd.Abs(h));
        return TSimd.Multiply(TSimd.Multiply(rest, rest), s);
    }
}
