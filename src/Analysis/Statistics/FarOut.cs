namespace Symmetry.Analysis.Statistics;

/// <summary>Runs far from the rest on one side: beyond Tukey's outer fence, three interquartile ranges from the quartile.</summary>
/// <remarks>Source: J. W. Tukey, "Exploratory Data Analysis", 1977, section 2D ("far out"). Quartiles are R's <c>quantile(x, type = 7)</c>.</remarks>
public static class FarOut
{
    private const double OuterFence = 3;

    /// <summary>How many values lie below the lower outer fence.</summary>
    /// <param name="sorted">Finite values in increasing order.</param>
    /// <param name="resolution">The interquartile range is taken to be at least this: the step between two values. Default 0.</param>
    public static int CountBelow(ReadOnlySpan<double> sorted, double resolution = 0)
    {
        if (sorted.IsEmpty)
        {
            return 0;
        }

        var (first, third) = (Quantile(sorted, 0.25), Quantile(sorted, 0.75));
        var fence = first - (OuterFence * Math.Max(third - first, resolution));
        var count = 0;
        while (sorted[count] < fence)
        {
            count++;
        }

        return count;
    }

    /// <summary>How many values lie above the upper outer fence.</summary>
    /// <param name="sorted">Finite values in increasing order.</param>
    /// <param name="resolution">The interquartile range is taken to be at least this. Default 0.</param>
    public static int CountAbove(ReadOnlySpan<double> sorted, double resolution = 0)
    {
        var mirrored = new double[sorted.Length];
        for (var i = 0; i < mirrored.Length; i++)
        {
            mirrored[i] = -sorted[^(i + 1)];
        }

        return CountBelow(mirrored, resolution);
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        var place = (sorted.Length - 1) * probability;
        var low = (int)place;
        return low == sorted.Length - 1 ? sorted[low] : sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }
}
