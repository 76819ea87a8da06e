namespace Symmetry.Analysis.Statistics;

/// <summary>Mean, standard deviation and skewness of doubles, in two passes.</summary>
internal static class Moments
{
    /// <summary>The mean (NaN for none) and the standard deviation with divisor n − 1 (NaN for fewer than two).</summary>
    /// <remarks>
    /// Two passes with the rounding of the first one taken out again (T. Chan, G. Golub, R. LeVeque, "Algorithms for computing
    /// the sample variance", The American Statistician 37, 1983). Equal values give a standard deviation of exactly 0.
    /// </remarks>
    public static (double Mean, double StandardDeviation) MeanAndStandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return (double.NaN, double.NaN);
        }

        var first = values[0];
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value - first;
        }

        var mean = first + (sum / values.Length);
        if (values.Length == 1)
        {
            return (mean, double.NaN);
        }

        var squares = 0.0;
        var rest = 0.0;
        foreach (var value in values)
        {
            var deviation = value - mean;
            squares += deviation * deviation;
            rest += deviation;
        }

        var variance = Math.Max(0, squares - (rest * rest / values.Length)) / (values.Length - 1);
        return (mean, Math.Sqrt(variance));
    }

    /// <summary>The skewness g₁ = m₃/m₂^1.5; NaN for no values and for values that all agree (<see cref="Tally.Skewness"/>).</summary>
    public static double Skewness(ReadOnlySpan<double> values)
    {
        var (mean, deviation) = MeanAndStandardDeviation(values);
        if (!(deviation > 0))
        {
            return double.NaN;
        }

        var (second, third) = (0.0, 0.0);
        foreach (var value in values)
        {
            var d = value - mean;
            second += d * d;
            third += d * d * d;
        }

        return third / values.Length / (second / values.Length * Math.Sqrt(second / values.Length));
    }
}
