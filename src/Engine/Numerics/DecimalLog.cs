namespace Symmetry.Engine.Numerics;

/// <summary>Natural logarithm and exponential in decimal arithmetic: the same digits on every machine, unlike a C library's functions.</summary>
/// <remarks>
/// Argument reduction by powers of 2, then the series of 2 artanh((f − 1)/(f + 1)) and of eˣ, until a term is 0 (M. Abramowitz and I. Stegun, "Handbook of
/// Mathematical Functions", 4.1.27 and 4.2.1). Absolute errors of a few 1e-27. For specifications, not for hot loops.
/// </remarks>
internal static class DecimalLog
{
    private const decimal Ln2 = 0.6931471805599453094172321215m;

    /// <summary>ln x.</summary>
    /// <param name="x">Above 0.</param>
    public static decimal Log(decimal x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var powers = 0;
        for (; x > 4m / 3; x /= 2)
        {
            powers++;
        }

        for (; x < 2m / 3; x *= 2)
        {
            powers--;
        }

        var y = (x - 1) / (x + 1);
        var (sum, power) = (0m, y);
        for (var odd = 1; power != 0; odd += 2, power *= y * y)
        {
            sum += power / odd;
        }

        return (2 * sum) + (powers * Ln2);
    }

    /// <summary>eˣ.</summary>
    /// <param name="x">−60 … 60.</param>
    public static decimal Exp(decimal x)
    {
        var powers = (int)Math.Round(x / Ln2);
        x -= powers * Ln2;
        var (sum, term) = (0m, 1m);
        for (var k = 1; term != 0; k++)
        {
            sum += term;
            term *= x / k;
        }

        for (; powers > 0; powers--)
        {
            sum *= 2;
        }

        for (; powers < 0; powers++)
        {
            sum /= 2;
        }

        return sum;
    }
}
