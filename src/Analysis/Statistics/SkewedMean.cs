namespace Symmetry.Analysis.Statistics;

/// <summary>The mean of skewed runs: the outer hull of Student's t interval and Hall's interval.</summary>
/// <remarks>
/// <para>
/// With T = (x̄ − μ)/(s/√n) and k = g₁/√n, Hall's ψ(T) = T + kT²/3 + k²T³/27 + k/6 takes the skewness g₁ out of T. His interval is
/// x̄ − ψ⁻¹(±t)·s/√n with ψ⁻¹(y) = (3/k)(∛(1 + k(y − k/6)) − 1); t is Student's quantile at n − 1, where Hall has the normal one. It moves to
/// the long tail and is short on the other side; the hull keeps Student's end there.
/// </para>
/// <para>
/// Assumes independent runs. No constant is chosen; COVERAGE.md has what it covers and how much wider it is.
/// Source: P. Hall, "On the removal of skewness by transformation", Journal of the Royal Statistical Society B 54 (1992).
/// </para>
/// </remarks>
public static class SkewedMean
{
    private const string Method = "mean, outer hull of the t interval and Hall's interval over replicates";

    /// <summary>The mean proportion of a tally, its interval cut to [0, 1].</summary>
    /// <param name="tally">The runs.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>No interval for fewer than two runs; that of <see cref="StudentTIntervals.Mean(Tally, double)"/> for runs that all agree.</returns>
    public static Estimate Mean(Tally tally, double level = Estimate.DefaultLevel)
    {
        var student = StudentTIntervals.Mean(tally, level);
        return Widen(student, tally.StandardError, tally.Skewness, level) is { } interval
            ? student with { Interval = interval.ClippedTo(0, 1), Method = Method }
            : student;
    }

    /// <summary>The mean of real numbers.</summary>
    /// <param name="values">One value a run, in any order, all finite.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>No interval for fewer than two runs.</returns>
    public static Estimate Mean(ReadOnlySpan<double> values, double level = Estimate.DefaultLevel)
    {
        var student = StudentTIntervals.Mean(values, level);
        var error = Moments.MeanAndStandardDeviation(values).StandardDeviation / Math.Sqrt(values.Length);
        return Widen(student, error, Moments.Skewness(values), level) is { } interval ? student with { Interval = interval, Method = Method } : student;
    }

    private static Interval? Widen(Estimate student, double error, double skewness, double level)
    {
        if (student.Interval is not { } interval || double.IsNaN(skewness))
        {
            return null;
        }

        var (t, k) = (StudentTIntervals.Quantile(level, student.N - 1), skewness / Math.Sqrt(student.N));
        return new Interval(
            Math.Min(interval.Lower, student.Value - (error * Inverse(t, k))), Math.Max(interval.Upper, student.Value - (error * Inverse(-t, k))));
    }

    // ψ increases, so that it can be solved for T; near k = 0 it is T itself.
    private static double Inverse(double y, double k) => Math.Abs(k) < 1e-6 ? y : 3 / k * (Math.Cbrt(1 + (k * (y - (k / 6)))) - 1);
}
