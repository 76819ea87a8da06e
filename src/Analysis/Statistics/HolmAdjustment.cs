namespace Symmetry.Analysis.Statistics;

/// <summary>Holm's adjustment of the p values of a declared family of tests.</summary>
/// <remarks>
/// Rejecting every adjusted p ≤ α keeps the chance of any false rejection in the family at most α, whatever the dependence of the
/// tests. The i-th least of m values becomes the largest of (m − j + 1)·p₍ⱼ₎ over j ≤ i, at most 1. Source: S. Holm, "A simple
/// sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979); R's <c>p.adjust(p, "holm")</c>.
/// </remarks>
public static class HolmAdjustment
{
    /// <summary>The adjusted p values, in the order of the given ones, each at least the given one and at most 1.</summary>
    /// <param name="pValues">The p values of the whole family, each in [0, 1].</param>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        var order = new int[pValues.Length];
        var sorted = pValues.ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            if (!(sorted[i] >= 0 && sorted[i] <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(pValues), sorted[i], "A p value lies in [0, 1].");
            }

            order[i] = i;
        }

        Array.Sort(sorted, order);
        var adjusted = new double[order.Length];
        var largest = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - i) * sorted[i]));
            adjusted[order[i]] = largest;
        }

        return adjusted;
    }
}
