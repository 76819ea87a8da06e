namespace Symmetry.Analysis.Statistics;

/// <summary>The Nadeau–Bengio corrected resampled t: for repeats that are fresh splits of one data set.</summary>
/// <remarks>
/// <para>
/// Runs on overlapping training sets are not independent, so sd/√n promises too much about other data. The corrected standard
/// error is sd·√(1/n + n_test/n_train): with an 80:20 split it never falls below sd/2, however many runs. p and interval from
/// Student's t at n − 1.
/// </para>
/// <para>
/// Assumes random subsampling with the same sizes each time, and a correlation of n_test/(n_test + n_train) between runs, which
/// is a heuristic. Use it for claims about the algorithm on other data of this kind; the plain t is for claims on this data set.
/// </para>
/// <para>Source: C. Nadeau and Y. Bengio, "Inference for the generalization error", Machine Learning 52 (2003).</para>
/// </remarks>
public static class CorrectedResampledT
{
    /// <summary>The mean of the values or differences with the corrected interval, and the two-sided p of "the mean is
    /// 0".</summary>
    /// <param name="values">One a run, in any order, all finite.</param>
    /// <param name="testToTrain">n_test/n_train, above 0; 0.25 for 20 % test.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>No interval and NaN for fewer than two values; p = 0 or 1 when all values agree.</returns>
    public static (Estimate Mean, double PValue) Mean(ReadOnlySpan<double> values, double testToTrain, double level = Estimate.DefaultLevel)
    {
        Require.Sample(values, 0);
        Require.Level(level);
        Require.Positive(testToTrain, nameof(testToTrain));
        var (mean, sd) = Moments.MeanAndStandardDeviation(values);
        var n = values.Length;
        var method = string.Create(
            CultureInfo.InvariantCulture, $"mean, Nadeau-Bengio corrected t over splits, test/train {testToTrain:G4}");
        if (n < 2)
        {
            return (new Estimate(mean, null, level, n, method), double.NaN);
        }

        var error = sd * Math.Sqrt((1.0 / n) + testToTrain);
        var half = StudentTIntervals.Quantile(level, n - 1) * error;
        var estimate = new Estimate(mean, new Interval(mean - half, mean + half), level, n, method);
        return (estimate, mean == 0 ? 1 : 2 * Quantiles.UpperTailOfStudentT(n - 1, Math.Abs(mean) / error));
    }
}
