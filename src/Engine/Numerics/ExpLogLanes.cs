using System.Runtime.Intrinsics;

namespace Symmetry.Engine.Numerics;

/// <summary>The functions of <see cref="ExpLog"/> in four lanes: the same operations, the same bits.</summary>
internal static class ExpLogLanes
{
    /// <summary><see cref="ExpLog.ExpOfNonPositive"/> in every lane.</summary>
    public static Vector256<double> ExpOfNonPositive(Vector256<double> x)
    {
        var floor = Vector256.Create(ExpLog.Floor);
        x = Vector256.ConditionalSelect(Vector256.LessThan(x, floor), floor, x);
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(ExpLog.Log2OfE), Vector256.Create(ExpLog.Shift));
        var n = shifted - Vector256.Create(ExpLog.Shift);
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-ExpLog.Ln2High), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-ExpLog.Ln2Low), r);
        var q = Vector256.FusedMultiplyAdd(Polynomial(ExpLog.Taylor, r), r * r, r);
        var power = (Vector256.ShiftLeft(shifted.AsInt64(), 52) + Vector256.Create(ExpLog.One)).AsDouble();
        return Vector256.FusedMultiplyAdd(power, q, power);
    }

    /// <summary><see cref="ExpLog.Log"/> in every lane.</summary>
    public static Vector256<double> Log(Vector256<double> x)
    {
        var bits = x.AsInt64();
        var k = Vector256.ShiftRightArithmetic(bits - Vector256.Create(ExpLog.RootHalf), 52);
        var f = (bits - Vector256.ShiftLeft(k, 52)).AsDouble() - Vector256.Create(1.0);
        var s = f / (Vector256.Create(2.0) + f);
        var z = s * s;
        var p = Polynomial(ExpLog.Logarithm, z);
        var half = Vector256.Create(0.5) * f * f;
        var whole = Vector256.ConvertToDouble(k);
        var result = (whole * Vector256.Create(ExpLog.Ln2High))
            - (half - ((s * (half + (z * p))) + (whole * Vector256.Create(ExpLog.Ln2Low))) - f);
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
