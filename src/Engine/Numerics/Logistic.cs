using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Numerics;

/// <summary>The logistic function 1/(1 + e^{−x}) from exact IEEE operations: the same bits on every machine.</summary>
/// <remarks>Error at most 1.7 ulp for x ≥ −87, below which it is constant; monotone; NaN for NaN. Tested over all floats.</remarks>
internal static class Logistic
{
    private const float Limit = 87f;
    private const float Large = 16777216f;

    public static float Evaluate(float x) => Evaluate<Simd1, float>(x);

    /// <summary>The logistic function in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Evaluate<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var zero = TSimd.Broadcast(0f);
        var bounded = TSimd.AtLeast(TSimd.Broadcast(-Limit), TSimd.AtMost(TSimd.Broadcast(Limit), x));
        var q = Exp.Reduce<TSimd, TVector>(TSimd.Subtract(zero, bounded), out var power);

        // 2ⁿ·(1 + q) + 1, rounded once: the 1 is added to 2ⁿ where that sum is exact, and to q elsewhere.
        var one = TSimd.Broadcast(1f);
        var limit = TSimd.Broadcast(Large);
        var outside = TSimd.WhereGreater(limit, power, one, zero);
        var inside = TSimd.WhereGreater(limit, power, zero, TSimd.InversePowerOfTwo(power));
        return TSimd.Divide(one, TSimd.Fma(power, TSimd.Add(q, inside), TSimd.Add(power, outside)));
    }
}
