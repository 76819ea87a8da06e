using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Symmetry.Benchmarks;

/// <summary>Measures the peak floating-point rate of one core: fused multiply-adds on 24 independent accumulators.</summary>
internal static class FmaPeak
{
    private const int Rounds = 400_000;

    /// <summary>Measures for a few milliseconds.</summary>
    /// <returns>GFLOP/s, counting two operations per multiply-add.</returns>
    public static double Measure() => Vector512.IsHardwareAccelerated ? Measure512() : Measure256();

    private static double Measure512()
    {
        var clock = ThreadClock.Seconds;
        var sink = Loop512(Vector512.Create(0.999f), Vector512.Create(0.001f));
        var seconds = ThreadClock.Seconds - clock;
        GC.KeepAlive(sink);
        return 24.0 * 32 * Rounds / seconds / 1e9;
    }

    private static double Measure256()
    {
        var clock = ThreadClock.Seconds;
        var sink = Loop256(Vector256.Create(0.999f), Vector256.Create(0.001f));
        var seconds = ThreadClock.Seconds - clock;
        GC.KeepAlive(sink);
        return 12.0 * 16 * Rounds / seconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop512(Vector512<float> x, Vector512<float> y)
    {
        var s0 = y;
        var s1 = y;
        var s2 = y;
        var s3 = y;
        var s4 = y;
        var s5 = y;
        var s6 = y;
        var s7 = y;
        var s8 = y;
        var s9 = y;
        var s10 = y;
        var s11 = y;
        var s12 = y;
        var s13 = y;
        var s14 = y;
        var s15 = y;
        var s16 = y;
        var s17 = y;
        var s18 = y;
        var s19 = y;
        var s20 = y;
        var s21 = y;
        var s22 = y;
        var s23 = y;
        for (var i = 0; i < Rounds; i++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, x, y);
            s1 = Vector512.FusedMultiplyAdd(s1, x, y);
            s2 = Vector512.FusedMultiplyAdd(s2, x, y);
            s3 = Vector512.FusedMultiplyAdd(s3, x, y);
            s4 = Vector512.FusedMultiplyAdd(s4, x, y);
            s5 = Vector512.FusedMultiplyAdd(s5, x, y);
            s6 = Vector512.FusedMultiplyAdd(s6, x, y);
            s7 = Vector512.FusedMultiplyAdd(s7, x, y);
            s8 = Vector512.FusedMultiplyAdd(s8, x, y);
            s9 = Vector512.FusedMultiplyAdd(s9, x, y);
            s10 = Vector512.FusedMultiplyAdd(s10, x, y);
            s11 = Vector512.FusedMultiplyAdd(s11, x, y);
            s12 = Vector512.FusedMultiplyAdd(s12, x, y);
            s13 = Vector512.FusedMultiplyAdd(s13, x, y);
            s14 = Vector512.FusedMultiplyAdd(s14, x, y);
            s15 = Vector512.FusedMultiplyAdd(s15, x, y);
            s16 = Vector512.FusedMultiplyAdd(s16, x, y);
            s17 = Vector512.FusedMultiplyAdd(s17, x, y);
            s18 = Vector512.FusedMultiplyAdd(s18, x, y);
            s19 = Vector512.FusedMultiplyAdd(s19, x, y);
            s20 = Vector512.FusedMultiplyAdd(s20, x, y);
            s21 = Vector512.FusedMultiplyAdd(s21, x, y);
            s22 = Vector512.FusedMultiplyAdd(s22, x, y);
            s23 = Vector512.FusedMultiplyAdd(s23, x, y);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11
            + s12 + s13 + s14 + s15 + s16 + s17 + s18 + s19 + s20 + s21 + s22 + s23);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop256(Vector256<float> x, Vector256<float> y)
    {
        var s0 = y;
        var s1 = y;
        var s2 = y;
        var s3 = y;
        var s4 = y;
        var s5 = y;
        var s6 = y;
        var s7 = y;
        var s8 = y;
        var s9 = y;
        var s10 = y;
        var s11 = y;
        for (var i = 0; i < Rounds; i++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, x, y);
            s1 = Vector256.FusedMultiplyAdd(s1, x, y);
            s2 = Vector256.FusedMultiplyAdd(s2, x, y);
            s3 = Vector256.FusedMultiplyAdd(s3, x, y);
            s4 = Vector256.FusedMultiplyAdd(s4, x, y);
            s5 = Vector256.FusedMultiplyAdd(s5, x, y);
            s6 = Vector256.FusedMultiplyAdd(s6, x, y);
            s7 = Vector256.FusedMultiplyAdd(s7, x, y);
            s8 = Vector256.FusedMultiplyAdd(s8, x, y);
            s9 = Vector256.FusedMultiplyAdd(s9, x, y);
            s10 = Vector256.FusedMultiplyAdd(s10, x, y);
            s11 = Vector256.FusedMultiplyAdd(s11, x, y);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
