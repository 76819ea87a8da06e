namespace Symmetry.Analysis.Statistics;

/// <summary>The cube root with the same bits on every machine; that of the platform's library differs in the last one.</summary>
internal static class CubeRoot
{
    // A third of the exponent and roughly of the mantissa: within 4 % for every normal number.
    private const long Bias = 0x2A9F_7893_0000_0000;

    /// <summary>∛x, within a few units of the last place.</summary>
    public static double Compute(double x)
    {
        if (x == 0)
        {
            return x;
        }

        var size = Math.Abs(x);
        var root = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(size) / 3) + Bias);

        // Halley's iteration triples the digits that are right: 4 % become 10^-5, 10^-15, exact.
        for (var i = 0; i < 3; i++)
        {
            var cube = root * root * root;
            root *= (cube + (2 * size)) / ((2 * cube) + size);
        }

        return x < 0 ? -root : root;
    }
}
