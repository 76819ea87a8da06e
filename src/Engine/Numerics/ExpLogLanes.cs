using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Symmetry.Engine.Numerics;

/// <summary>The functions of <see cref="ExpLog"/> in four lanes: the same operations, the same bits.</summary>
internal static class ExpLogLanes
{
    private const double Shift = 6755399441055744.0;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // The Taylor coefficients of ExpLog, the highest first.
    private static ReadOnlySpan<double> Taylor =>
    [
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
        1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5,
    ];

    private static ReadOnlySpan<double> Logarithm =>
    [
        1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
        2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01,
    ];

    /// <summary><see cref="ExpLog.ExpOfNonPositive"/> in every lane.</summary>
    public static Vector256<double> ExpOfNonPositive(Vector256<double> x)
    {
        var least = Vector256.Create(-700.0);
        x = Vector256.ConditionalSelect(Vector256.LessThan(x, least), least, x);
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.4426950408889634), Vector256.Create(Shift));
        var n = shifted - Vector256.Create(Shift);
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r);
        var q = Vector256.FusedMultiplyAdd(Polynomial(Taylor, r), r * r, r);
        var power = (Vector256.ShiftLeft(shifted.AsInt64(), 52) + Vector256.Create(0x3FF0000000000000)).AsDouble();
        return Vector256.FusedMultiplyAdd(power, q, power);
    }

    /// <summary><see cref="ExpLog.Log"/> in every lane.</summary>
    public static Vector256<double> Log(Vector256<double> x)
    {
        var bits = x.AsInt64();
        var k = Vector256.ShiftRightArithmetic(bits - Vector256.Create(0x3FE6A09E667F3BCD), 52);
        var f = (bits - Vector256.ShiftLeft(k, 52)).AsDouble() - Vector256.Create(1.0);
        var s = f / (Vector256.Create(2.0) + f);
        var z = s * s;
        var p = Polynomial(Logarithm, z);
        var half = Vector256.Create(0.5) * f * f;
        var whole = Vector256.ConvertToDouble(k);
        var result = (whole * Vector256.Create(Ln2High))
            - (half - ((s * (half + (z * p))) + (whole * Vector256.Create(Ln2Low))) - f);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x), result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Polynomial(ReadOnlySpan<double> coefficients, Vector256<double> x)
    {
        var p = Vector256.Create(coefficients[0]);
        for (var i = 1; i < coefficients.Length; i++)
        {
            p = Vector256.FusedMultiplyAdd(p, x, Vector256.Create(coefficients[i]));
        }

        return p;
    }
}
