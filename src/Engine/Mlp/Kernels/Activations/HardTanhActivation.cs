using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>z in [−1, 1], else the nearer of −1 and 1, with f′ = 1 for |h| &lt; 1 and else 0.</summary>
internal readonly struct HardTanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Clamp.Apply<TSimd, TVector>(z, 1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(TSimd.Broadcast(1f), TSimd.Abs(h), s, TSimd.Broadcast(0f));
}
