namespace Symmetry.Analysis.Statistics;

/// <summary>The slope of a straight line through points, by least squares, with its t interval.</summary>
/// <remarks>
/// Assumes independent residuals of one variance, normal or with many points; that x causes y it does not say. Sums in the
/// order of the points. N. Draper, H. Smith, "Applied Regression Analysis", 3rd ed., 1998.
/// </remarks>
public static class LeastSquares
{
    /// <summary>The change of y a unit of x; NaN without interval where x does not vary or there are fewer than three points.</summary>
    /// <param name="x">Finite.</param>
    /// <param name="y">Finite, as many.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate Slope(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = Estimate.DefaultLevel)
    {
        const string method = "least squares, t interval over replicates";
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, y.Length, nameof(y));
        var (meanX, _) = Moments.MeanAndStandardDeviation(x);
        var (meanY, _) = Moments.MeanAndStandardDeviation(y);
        var (squares, products) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            squares += (x[i] - meanX) * (x[i] - meanX);
            products += (x[i] - meanX) * (y[i] - meanY);
        }

        if (x.Length < 3 || squares == 0)
        {
            return new Estimate(double.NaN, null, level, x.Length, method);
        }

        var slope = products / squares;
        var rest = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var residual = y[i] - meanY - (slope * (x[i] - meanX));
            rest += residual * residual;
        }

        var half = Quantiles.StudentT(x.Length - 2, (1 + level) / 2) * Math.Sqrt(rest / (x.Length - 2) / squares);
        return new Estimate(slope, new Interval(slope - half, slope + half), level, x.Length, method);
    }
}
