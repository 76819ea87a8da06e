namespace Symmetry.Simulations;

/// <summary>Holm's step-down test of p values, for comparison with maxT.</summary>
/// <remarks>S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).</remarks>
internal static class Holm
{
    /// <summary>Whether the p value at an index is rejected at alpha.</summary>
    public static bool Rejects(double[] pValues, int index, double alpha)
    {
        var sorted = pValues.Order().ToArray();
        for (var i = 0; i < sorted.Length && sorted[i] <= pValues[index]; i++)
        {
            if (sorted[i] * (sorted.Length - i) > alpha)
            {
                return false;
            }
        }

        return true;
    }
}
