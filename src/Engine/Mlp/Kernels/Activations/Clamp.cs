using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>Clamps numbers to [−limit, limit].</summary>
internal static class Clamp
{
    /// <summary>2³⁰: beyond it, functions that tend to ±1 are ±1 as floats; and its square is still finite.</summary>
    public const float Large = 1073741824f;

    /// <summary>The nearest number in [−limit, limit]; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TSimd, TVector>(TVector z, float limit)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.AtLeast(TSimd.Broadcast(-limit), TSimd.AtMost(TSimd.Broadcast(limit), z));
}
