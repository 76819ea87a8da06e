using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>1/(1 + e^{−z}), with f′ = h − h².</summary>
internal readonly struct LogisticActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Logistic.Evaluate<TSimd, TVector>(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(TSimd.FmaNegated(h, h, h), s);
}
