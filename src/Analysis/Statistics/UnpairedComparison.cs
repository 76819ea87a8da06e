using MathNet.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>Two cells whose runs are not pairs, compared by Welch's t.</summary>
/// <remarks>
/// <para>
/// t = (mean A − mean B)/√(var A/n + var B/m), with Satterthwaite's degrees of freedom; the two variances may differ. Assumes that all runs are
/// independent and that means are about normal. If both sides share their replicates and so are positively correlated, the test errs less often
/// than it says and finds less than <see cref="PairedComparison"/>.
/// </para>
/// <para>
/// Source: B. Welch, "The generalization of 'Student's' problem when several different population variances are involved", Biometrika 34 (1947);
/// F. Satterthwaite, "An approximate distribution of estimates of variance components", Biometrics Bulletin 2 (1946); R's <c>t.test(x, y)</c>.
/// </para>
/// </remarks>
/// <param name="First">n: how many runs A has, at least 2.</param>
/// <param name="Second">m: how many runs B has, at least 2.</param>
/// <param name="Difference">The mean of A less the mean of B.</param>
/// <param name="StandardError">√(var A/n + var B/m), variances with divisors n − 1 and m − 1.</param>
/// <param name="Degrees">Satterthwaite's degrees of freedom, from min(n, m) − 1 to n + m − 2; NaN without spread.</param>
/// <param name="EffectSize">
/// Hedges' g*s: the difference in units of √((var A + var B)/2), times Γ(f/2)/(√(f/2)·Γ((f − 1)/2)), which removes its bias. f are the degrees of
/// freedom of the average variance. Source: M. Delacre et al., "Why Hedges' g*s based on the non-pooled standard deviation should be reported with
/// Welch's t-test", PsyArXiv (2021). NaN without spread, and where f = 1.
/// </param>
/// <param name="PValue">The two-sided p, in [0, 1]; null where both sides have no spread beyond rounding.</param>
public sealed record UnpairedComparison(
    int First, int Second, double Difference, double StandardError, double Degrees, double EffectSize, double? PValue)
{
    /// <summary>The smallest number of runs of a side: 2, because one run shows no spread.</summary>
    public const int MinRuns = 2;

    // R's bar for "data are essentially constant".
    private const double Rounding = 10 * 2.220446049250313e-16;

    /// <summary>Compares the values of two cells.</summary>
    /// <param name="a">A's values, at least <see cref="MinRuns"/>, all finite.</param>
    /// <param name="b">B's values, at least <see cref="MinRuns"/>, all finite.</param>
    /// <exception cref="ArgumentException">There are too few values, or one is not finite.</exception>
    public static UnpairedComparison Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Require.Sample(a, MinRuns, nameof(a));
        Require.Sample(b, MinRuns, nameof(b));
        return Compare(a.Length, Moments.MeanAndStandardDeviation(a), b.Length, Moments.MeanAndStandardDeviation(b));
    }

    /// <summary>The closed interval difference ± t·standard error; null where there is no p.</summary>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public Interval? IntervalAt(double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        if (PValue is null)
        {
            return null;
        }

        var half = Quantiles.StudentT(Degrees, (1 + level) / 2) * StandardError;
        return new Interval(Difference - half, Difference + half);
    }

    /// <summary>Compares two cells of which only numbers of runs, means and standard deviations are known.</summary>
    internal static UnpairedComparison Compare(int n, (double Mean, double Sd) a, int m, (double Mean, double Sd) b)
    {
        var (varianceA, varianceB) = (a.Sd * a.Sd, b.Sd * b.Sd);
        var (partA, partB) = (varianceA / n, varianceB / m);
        var (difference, error) = (a.Mean - b.Mean, Math.Sqrt(partA + partB));
        if (error <= Rounding * Math.Max(Math.Abs(a.Mean), Math.Abs(b.Mean)))
        {
            return new UnpairedComparison(n, m, difference, error, double.NaN, double.NaN, null);
        }

        // Relative to the error, so that squares of small variances do not vanish.
        var (shareA, shareB) = (partA / (partA + partB), partB / (partA + partB));
        var degrees = 1 / ((shareA * shareA / (n - 1)) + (shareB * shareB / (m - 1)));
        return new UnpairedComparison(
            n, m, difference, error, degrees, Effect(difference, varianceA, n, varianceB, m),
            2 * Quantiles.UpperTailOfStudentT(degrees, Math.Abs(difference) / error));
    }

    private static double Effect(double difference, double varianceA, int n, double varianceB, int m)
    {
        var sum = varianceA + varianceB;
        var (shareA, shareB) = (varianceA / sum, varianceB / sum);
        var degrees = 1 / ((shareA * shareA / (n - 1)) + (shareB * shareB / (m - 1)));
        return degrees > 1
            ? difference / Math.Sqrt(sum / 2)
                * Math.Exp(SpecialFunctions.GammaLn(degrees / 2) - SpecialFunctions.GammaLn((degrees - 1) / 2)) / Math.Sqrt(degrees / 2)
            : double.NaN;
    }
}
