using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>z where z &gt; 0, else z/100, with f′ = 1 for h &gt; 0 and else 1/100.</summary>
internal readonly struct LeakyReluActivation : IActivation
{
    public const float Leak = 0.01f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Delta<TSimd, TVector>(z, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.WhereGreater(h, TSimd.Broadcast(0f), s, TSimd.Multiply(TSimd.Broadcast(Leak), s));
}
