namespace Symmetry.Engine.Numerics;

/// <summary>cos and sin of the multiples of 2π/n, from IEEE operations in a fixed order: the same bits on every machine.</summary>
/// <remarks>
/// Integer arithmetic reduces an angle to the first octant, so the multiples of π/4 are exact (0, ±1, ±√½ rounded) and all signs
/// are symmetric. There, a Taylor series up to the 20th power has a remainder below 10⁻²⁰. The error is below 2 ulp.
/// </remarks>
internal sealed class Circle
{
    private readonly double[] cosines;

    // Filled by the same rule as the cosines, so that sin k and the cos of a quarter turn earlier have the same bits.
    private readonly double[] sines;

    /// <summary>Fills the table.</summary>
    /// <param name="n">The number of parts of the circle; at least 1.</param>
    public Circle(int n)
    {
        cosines = new double[n];
        sines = new double[n];
        for (var k = 0; k < n; k++)
        {
            (cosines[k], sines[k]) = At(8 * k, n);
        }
    }

    /// <summary>cos(2πk/n) for k ≥ 0.</summary>
    public double Cos(int k) => cosines[k % cosines.Length];

    /// <summary>sin(2πk/n) for k ≥ 0.</summary>
    public double Sin(int k) => sines[k % sines.Length];

    // The angle is eighths/n eighths of a circle.
    private static (double Cos, double Sin) At(int eighths, int n)
    {
        if (eighths >= 4 * n)
        {
            var (c, s) = At(eighths - (4 * n), n);
            return (-c, -s);
        }

        if (eighths >= 2 * n)
        {
            var (c, s) = At(eighths - (2 * n), n);
            return (-s, c);
        }

        if (eighths > n)
        {
            var (c, s) = At((2 * n) - eighths, n);
            return (s, c);
        }

        if (eighths == n)
        {
            return (Math.Sqrt(0.5), Math.Sqrt(0.5));
        }

        var angle = Math.PI / 4 * eighths / n;
        var (cos, sin, term) = (1.0, angle, 1.0);
        for (var power = 2; power <= 20; power += 2)
        {
            term *= -angle * angle / ((power - 1) * power);
            cos += term;
            sin += term * angle / (power + 1);
        }

        return (cos, sin);
    }
}
