using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Numerics;

/// <summary>The exponential linear unit, x where x > 0 and else e^x − 1, from exact IEEE operations: the same bits on every machine.</summary>
/// <remarks>
/// Error at most 1.5 ulp; monotone; −1 below −17.4; NaN for NaN. Tested over all floats.
/// D. Clevert, T. Unterthiner, S. Hochreiter, ICLR 2016.
/// </remarks>
internal static class Elu
{
    // Far above this, e^x is already below half an ulp of 1. The bound keeps |x| in the range of Exp.Reduce.
    private const float Floor = -20f;

    /// <summary>x where x > 0, else e^x − 1.</summary>
    public static float Evaluate(float x) => Evaluate<Simd1, float>(x);

    /// <summary>The function in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Evaluate<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var zero = TSimd.Broadcast(0f);
        var bounded = TSimd.AtLeast(TSimd.Broadcast(Floor), TSimd.AtMost(zero, x));
        var q = Exp.Reduce<TSimd, TVector>(bounded, out var power);

        // 2ⁿ − 1 is exact down to n = −24, and 0 where n = 0: then q alone is e^x − 1.
        var below = TSimd.Fma(power, q, TSimd.Subtract(power, TSimd.Broadcast(1f)));
        return TSimd.WhereGreater(x, zero, x, below);
    }
}
