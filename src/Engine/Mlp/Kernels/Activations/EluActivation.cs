using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>z where z &gt; 0, else e^z − 1, with f′ = 1 for h &gt; 0 and else 1 + h.</summary>
internal readonly struct EluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => Elu.Evaluate<TSimd, TVector>(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Multiply(TSimd.Add(TSimd.Broadcast(1f), TSimd.AtMost(TSimd.Broadcast(0f), h)), s);
}
