using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>max(z, 0), with f′ = 1 for h &gt; 0 and else 0.</summary>
internal readonly struct ReluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(TSimd.Broadcast(0f), z, TSimd.Broadcast(0f), z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(h, TSimd.Broadcast(0f), s, TSimd.Broadcast(0f));
}
