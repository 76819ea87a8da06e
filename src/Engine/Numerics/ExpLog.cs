namespace Symmetry.Engine.Numerics;

/// <summary>Exponential and logarithm in double precision from exact IEEE operations, for measured losses.</summary>
internal static class ExpLog
{
    /// <summary>1.5·2⁵²: adding it rounds to integers.</summary>
    internal const double Shift = 6755399441055744.0;

    internal const double Log2OfE = 1.4426950408889634;

    /// <summary>ln 2 in few bits, so that multiples of it are exact.</summary>
    internal const double Ln2High = 6.93147180369123816490e-01;

    /// <summary>ln 2 − <see cref="Ln2High"/>.</summary>
    internal const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Below this, <see cref="ExpOfNonPositive"/> is constant.</summary>
    internal const double Floor = -700;

    internal const long One = 0x3FF0000000000000;

    internal const long RootHalf = 0x3FE6A09E667F3BCD;

    /// <summary>1/13!, …, 1/2!: (e^r − 1 − r)/r², the highest power first.</summary>
    internal static ReadOnlySpan<double> Taylor =>
    [
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
        1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5,
    ];

    /// <summary>R of <see cref="Log"/>, the highest power first.</summary>
    internal static ReadOnlySpan<double> Logarithm =>
    [
        1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
        2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01,
    ];

    /// <summary>e^x for x ≤ 0, within 2 ulp; e⁻⁷⁰⁰ ≈ 10⁻³⁰⁴ below −700; NaN for NaN.</summary>
    /// <remarks>2ⁿ·e^r with the Taylor series of e^r up to r¹³, whose remainder is below 2⁻⁵⁸ on |r| ≤ ½ ln 2.</remarks>
    public static double ExpOfNonPositive(double x)
    {
        x = x < Floor ? Floor : x;
        var shifted = Math.FusedMultiplyAdd(x, Log2OfE, Shift);
        var n = shifted - Shift;
        var r = Math.FusedMultiplyAdd(n, -Ln2High, x);
        r = Math.FusedMultiplyAdd(n, -Ln2Low, r);
        var q = Math.FusedMultiplyAdd(Polynomial(Taylor, r), r * r, r);
        var power = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(shifted) << 52) + One);
        return Math.FusedMultiplyAdd(power, q, power);
    }

    /// <summary>ln x for normal x &gt; 0, within 2 ulp; NaN for NaN.</summary>
    /// <remarks>
    /// x = 2ᵏ·(1 + f) with 1 + f in [√½, √2), s = f/(2 + f), ln(1 + f) = f − (½f² − s·(½f² + R(s²))); the reduction and the
    /// coefficients of R are those of FreeBSD's e_log.c (Sun Microsystems, 1993).
    /// </remarks>
    public static double Log(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (bits - RootHalf) >> 52;
        var f = BitConverter.Int64BitsToDouble(bits - (k << 52)) - 1;

        var s = f / (2 + f);
        var z = s * s;
        var p = Polynomial(Logarithm, z);
        var half = 0.5 * f * f;
        return (k * Ln2High) - (half - ((s * (half + (z * p))) + (k * Ln2Low)) - f);
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        var p = coefficients[0];
        foreach (var coefficient in coefficients[1..])
        {
            p = Math.FusedMultiplyAdd(p, x, coefficient);
        }

        return p;
    }
}
