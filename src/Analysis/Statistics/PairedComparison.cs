namespace Symmetry.Analysis.Statistics;

/// <summary>Two cells compared replicate by replicate: how large the difference is, and what pairing gained.</summary>
/// <remarks>
/// <para>
/// Replicate k of both cells has the same split, weights, order and permutation, so the difference is taken within replicates.
/// Assumes independent pairs; a replicate that failed in either cell is left out by the caller, on both sides, and counted where the result
/// is shown.
/// </para>
/// <para>
/// Everything here is about one difference. The test that decides belongs to the family of all differences that are asked about
/// (<see cref="StepDownMaxT"/>); the paired t test stands beside it, and has no p where that one has none, because it would rest on normality
/// alone.
/// </para>
/// </remarks>
/// <param name="Pairs">How many pairs.</param>
/// <param name="Difference">The mean of A − B with its paired t interval.</param>
/// <param name="BcaDifference">The same mean with its BCa bootstrap interval.</param>
/// <param name="DifferenceStandardDeviation">The standard deviation of the differences, divisor n − 1; NaN for one pair.</param>
/// <param name="RunStandardDeviation">The standard deviation of one run, pooled over both cells: √((var A + var B)/2); NaN for one pair.</param>
/// <param name="PairedTPValue">The two-sided p of the paired t test, in [0, 1]; null below <see cref="StepDownMaxT.MinPairs"/> pairs, and
/// where all differences are the same but not 0, so that there is no t.</param>
/// <param name="Superiority">P(A &gt; B) + ½P(A = B) for one further pair, in [0, 1].</param>
/// <param name="Correlation">Pearson's correlation of the paired runs, in [−1, 1]; NaN when one side does not vary.</param>
/// <param name="VarianceSaved">
/// 1 − var(A − B)/(var A + var B), at most 1: the part of the variance of the difference that pairing took away. 0.6 means that
/// unpaired runs would need 1/(1 − 0.6) = 2.5 times as many replicates; negative means that pairing did harm. NaN without
/// variance.
/// </param>
public sealed record PairedComparison(
    int Pairs,
    Estimate Difference,
    Estimate BcaDifference,
    double DifferenceStandardDeviation,
    double RunStandardDeviation,
    double? PairedTPValue,
    Estimate Superiority,
    double Correlation,
    double VarianceSaved)
{
    /// <summary>The difference in units of the standard deviation of one run (J. Cohen, 1988: d with the pooled sd); NaN without spread.</summary>
    public double EffectSize => RunStandardDeviation > 0 ? Difference.Value / RunStandardDeviation : double.NaN;

    /// <summary>Compares the values of two cells.</summary>
    /// <param name="a">A's values in replicate order, all finite.</param>
    /// <param name="b">B's values in the same order.</param>
    /// <param name="seed">The sweep's seed, for the bootstrap.</param>
    /// <param name="question">Tells independent questions apart. Default 0.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <exception cref="ArgumentException">The numbers of runs differ, there are none, or a value is not finite.</exception>
    public static PairedComparison Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b, long seed, uint question = 0, double level = Estimate.DefaultLevel)
    {
        if (a.Length != b.Length || a.Length == 0)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{a.Length} and {b.Length} runs are not pairs: both sides need the same number, at least 1."));
        }

        Require.Sample(a, 1, nameof(a));
        Require.Sample(b, 1, nameof(b));
        Require.Level(level);
        var pairs = a.Length;
        var differences = new double[pairs];
        for (var k = 0; k < pairs; k++)
        {
            differences[k] = a[k] - b[k];
        }

        var mean = StudentTIntervals.Mean(differences, level) with
        {
            Method = "mean difference, paired t interval over replicates",
        };
        var (meanA, sdA) = Moments.MeanAndStandardDeviation(a);
        var (meanB, sdB) = Moments.MeanAndStandardDeviation(b);
        var sd = Moments.MeanAndStandardDeviation(differences).StandardDeviation;
        var covariance = 0.0;
        for (var k = 0; k < pairs; k++)
        {
            covariance += (a[k] - meanA) * (b[k] - meanB) / (pairs - 1);
        }

        var variances = (sdA * sdA) + (sdB * sdB);
        return new PairedComparison(
            pairs,
            mean,
            Bootstrap.Mean(differences, seed, question, level: level),
            sd,
            Math.Sqrt(variances / 2),
            pairs < StepDownMaxT.MinPairs(1 - level) ? null : PairedT(mean.Value, sd, pairs),
            ProbabilityOfSuperiority.FromDifferences(differences, level),
            sdA > 0 && sdB > 0 ? Math.Clamp(covariance / (sdA * sdB), -1, 1) : double.NaN,
            variances > 0 ? 1 - (sd * sd / variances) : double.NaN);
    }

    /// <summary>The two-sided p of the paired t test; null where all differences are the same but not 0.</summary>
    internal static double? PairedT(double mean, double sd, int pairs) => mean == 0 ? 1
        : sd > 0 ? 2 * Quantiles.UpperTailOfStudentT(pairs - 1, Math.Abs(mean) / (sd / Math.Sqrt(pairs))) : null;
}
