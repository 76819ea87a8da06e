namespace Symmetry.Analysis.Statistics;

/// <summary>Holm's step-down adjustment of p values that may depend on each other in any way.</summary>
/// <remarks>
/// With the p values in increasing order, the i-th of m is multiplied by m − i + 1, and none is below the one before it or above 1. The chance of
/// any false adjusted p ≤ alpha is at most alpha. Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
/// of Statistics 6 (1979); R's <c>p.adjust(method = "holm")</c>.
/// </remarks>
public static class HolmAdjustment
{
    /// <summary>The adjusted p values, in the order of the given ones.</summary>
    /// <param name="pValues">P values in [0, 1]; null for a question without p, which does not count and stays null.</param>
    public static double?[] Adjust(ReadOnlySpan<double?> pValues)
    {
        var adjusted = pValues.ToArray();
        int[] places = [.. Enumerable.Range(0, adjusted.Length).Where(place => adjusted[place] is not null).OrderBy(place => adjusted[place])];
        var least = 0.0;
        for (var i = 0; i < places.Length; i++)
        {
            least = Math.Max(least, Math.Min(1, adjusted[places[i]]!.Value * (places.Length - i)));
            adjusted[places[i]] = least;
        }

        return adjusted;
    }
}
