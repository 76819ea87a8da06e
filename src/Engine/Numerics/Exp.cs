using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Numerics;

/// <summary>The exponential function from exact IEEE operations: the same bits on every machine.</summary>
/// <remarks>
/// With n = round(x·log₂e) and r = x − n·ln 2 in two pieces, e^x = 2ⁿ·(1 + q(r)), where q is a polynomial of degree six for
/// e^r − 1 on |r| ≤ ½ ln 2 with a relative error of 2⁻²⁸ (Remez, then rounded to floats).
/// </remarks>
internal static class Exp
{
    /// <summary>Below this, <see cref="OfNonPositive(float)"/> is constant: e⁻⁸⁷ = 1.6·10⁻³⁸ is still a normal float.</summary>
    public const float Floor = -87f;

    private const float Shift = 12582912f;      // 1.5·2²³: adding it rounds to integers
    private const float Log2OfE = 1.44269504f;
    private const float Ln2 = 0.693147182f;

    private const float Ln2High = 0.693145751953125f;   // few bits, so that n·Ln2High is exact
    private const float Ln2Low = 1.42860677e-6f;

    /// <summary>e^x for x ≤ 0. Error at most 1.01 ulp, monotone, 1 at 0, e⁻⁸⁷ below −87, NaN for NaN; tested over all floats.</summary>
    public static float OfNonPositive(float x) => OfNonPositive<Simd1, float>(x);

    /// <summary><see cref="OfNonPositive(float)"/> in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfNonPositive<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var q = Reduce<TSimd, TVector>(TSimd.AtLeast(TSimd.Broadcast(Floor), x), out var power);
        return TSimd.Fma(power, q, power);
    }

    /// <summary>Splits e^x = 2ⁿ·(1 + q) and returns q, for |x| ≤ 87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Reduce<TSimd, TVector>(TVector x, out TVector power)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var n = Whole<TSimd, TVector>(x, out power);
        var r = TSimd.Fma(n, TSimd.Broadcast(-Ln2High), x);
        r = TSimd.Fma(n, TSimd.Broadcast(-Ln2Low), r);
        var p = TSimd.Fma(TSimd.Broadcast(0.001381459878757596f), r, TSimd.Broadcast(0.008368716575205326f));
        p = TSimd.Fma(p, r, TSimd.Broadcast(0.04166838899254799f));
        p = TSimd.Fma(p, r, TSimd.Broadcast(0.1666652113199234f));
        p = TSimd.Fma(p, r, TSimd.Broadcast(0.4999999403953552f));
        return TSimd.Fma(p, TSimd.Multiply(r, r), r);
    }

    /// <summary><see cref="Reduce"/> for |x| ≤ 20 with a relative error of 2⁻²³ in e^x, and two operations fewer.</summary>
    /// <remarks>ln 2 is in one piece, which costs n·1.9·10⁻⁹, and the polynomial has degree five.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ReduceRoughly<TSimd, TVector>(TVector x, out TVector power)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var n = Whole<TSimd, TVector>(x, out power);
        var r = TSimd.Fma(n, TSimd.Broadcast(-Ln2), x);
        var p = TSimd.Fma(TSimd.Broadcast(0.008312520571053028f), r, TSimd.Broadcast(0.04189015552401543f));
        p = TSimd.Fma(p, r, TSimd.Broadcast(0.16667114198207855f));
        p = TSimd.Fma(p, r, TSimd.Broadcast(0.499992311000824f));
        return TSimd.Fma(p, TSimd.Multiply(r, r), r);
    }

    // n = round(x·log₂e), and 2ⁿ.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Whole<TSimd, TVector>(TVector x, out TVector power)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var shift = TSimd.Broadcast(Shift);
        var shifted = TSimd.Fma(x, TSimd.Broadcast(Log2OfE), shift);
        power = TSimd.PowerOfTwo(shifted);
        return TSimd.Subtract(shifted, shift);
    }
}
