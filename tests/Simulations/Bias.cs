using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>How far estimates lie from the truth on average.</summary>
internal static class Bias
{
    /// <summary>The mean error ± its Monte Carlo standard error, with two decimals.</summary>
    /// <param name="errors">The error of the estimate in each repetition, at least two.</param>
    public static string Text(double[] errors)
    {
        var (mean, deviation) = Moments.MeanAndStandardDeviation(errors);
        return $"{Table.Number(mean, "+0.00;-0.00;0.00")} ± {Table.Number(deviation / Math.Sqrt(errors.Length), "F2")}";
    }
}
