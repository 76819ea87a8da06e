namespace Symmetry.Analysis.Statistics;

/// <summary>Two cells compared by replicate: replicate k of A against replicate k of B, which share their random
/// numbers.</summary>
/// <remarks>
/// <para>
/// The differences are of the mean's unit (a proportion, when the values are). Assumes independent pairs; pairs of which one run
/// failed must be left out by the caller on both sides, and counted where the result is shown.
/// </para>
/// <para>
/// The test of "no difference" is the sign-flip test with mid-p where at least <see cref="MinDiffering"/> pairs differ, and the
/// paired t test where fewer do: the steps of 2^(1−n) in which sign flips move are then too large. On the paper's cells it errs in
/// 4 to 5.5 % of cases from nine pairs on (COVERAGE.md). Both tests in their usual form stand beside it. The interval is Student's;
/// where the differences are skewed, interval and p may fall on different sides of the bar.
/// </para>
/// <para>
/// <see cref="PValue"/> is null, and <see cref="NoPValueReason"/> says why, when there are too few pairs for any outcome to be
/// significant at 1 − level in the exact sign-flip test: a t test would then rest on normality alone. The interval is still shown,
/// since it claims nothing that it cannot hold.
/// </para>
/// </remarks>
/// <param name="Pairs">How many pairs.</param>
/// <param name="Difference">The mean of A − B with its paired t interval.</param>
/// <param name="BcaDifference">The same mean with its BCa bootstrap interval.</param>
/// <param name="DifferenceStandardDeviation">The standard deviation of the differences, divisor n − 1; NaN for one pair.</param>
/// <param name="PValue">The two-sided p of the test, in [0, 1]; null where there is no p.</param>
/// <param name="Test">Which test that is; null where there is no p.</param>
/// <param name="PairedTPValue">The two-sided p of the paired t test, in [0, 1]; null where there is no p, and where all differences are the
/// same but not 0, so that there is no t.</param>
/// <param name="SignFlip">The exact sign-flip test; null where there is no p.</param>
/// <param name="NoPValueReason">Why there is no p, in one sentence; null when there is one.</param>
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
    double? PValue,
    PairedTest? Test,
    double? PairedTPValue,
    SignFlipResult? SignFlip,
    string? NoPValueReason,
    Estimate Superiority,
    double Correlation,
    double VarianceSaved)
{
    /// <summary>How many pairs must differ before the sign-flip test decides: 8.</summary>
    public const int MinDiffering = 8;

    /// <summary>Compares correct counts out of the same total: the sign-flip p is exact up to a thousand pairs and
    /// more, and beyond that good to a thousandth of itself.</summary>
    /// <param name="correctA">A's counts in replicate order.</param>
    /// <param name="correctB">B's counts in the same order.</param>
    /// <param name="total">How many images each run was asked about, at least 1.</param>
    /// <param name="seed">The sweep's seed, for the bootstrap.</param>
    /// <param name="question">Tells independent questions apart. Default 0.</param>
    /// <param name="level">The coverage, in (0, 1); its complement is the significance level of the refusal. Default
    /// 0.95.</param>
    /// <exception cref="ArgumentException">The numbers of runs differ, there are none, or a count is outside 0 …
    /// total.</exception>
    public static PairedComparison CompareCounts(
        ReadOnlySpan<int> correctA,
        ReadOnlySpan<int> correctB,
        int total,
        long seed,
        uint question = 0,
        double level = Estimate.DefaultLevel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        RequirePairs(correctA.Length, correctB.Length);
        var (a, b) = (new double[correctA.Length], new double[correctB.Length]);
        var differences = new int[correctA.Length];
        for (var k = 0; k < differences.Length; k++)
        {
            if ((uint)correctA[k] > (uint)total || (uint)correctB[k] > (uint)total)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Pair {k} has counts {correctA[k]} and {correctB[k]}, outside 0..{total}."));
            }

            (a[k], b[k]) = ((double)correctA[k] / total, (double)correctB[k] / total);
            differences[k] = correctA[k] - correctB[k];
        }

        var real = Array.ConvertAll(differences, d => (double)d / total);
        return Compare(a, b, real, level, seed, question, () => SignFlipTest.Run(differences, seed, question));
    }

    /// <summary>Compares real values.</summary>
    /// <param name="a">A's values in replicate order, all finite.</param>
    /// <param name="b">B's values in the same order.</param>
    /// <param name="seed">The sweep's seed, for the bootstrap and for drawn flips.</param>
    /// <param name="question">Tells independent questions apart. Default 0.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <exception cref="ArgumentException">The numbers of runs differ, there are none, or a value is not finite.</exception>
    public static PairedComparison Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b, long seed, uint question = 0, double level = Estimate.DefaultLevel)
    {
        RequirePairs(a.Length, b.Length);
        Require.Sample(a, 1, nameof(a));
        Require.Sample(b, 1, nameof(b));
        var differences = new double[a.Length];
        for (var k = 0; k < differences.Length; k++)
        {
            differences[k] = a[k] - b[k];
        }

        return Compare(a, b, differences, level, seed, question, () => SignFlipTest.Run(differences, seed, question));
    }

    private static PairedComparison Compare(
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        double[] differences,
        double level,
        long seed,
        uint question,
        Func<SignFlipResult> signFlip)
    {
        Require.Level(level);
        var pairs = differences.Length;
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

        var least = SignFlipTest.MinPairs(1 - level);
        SignFlipResult? flips = pairs < least ? null : signFlip();
        var t = flips is null ? null : PairedT(mean.Value, sd, pairs);
        (double P, PairedTest Test)? decided = flips is { } flipped ? Decide(differences.Count(d => d != 0), t, flipped) : null;
        return new PairedComparison(
            pairs,
            mean,
            Bootstrap.Mean(differences, seed, question, level: level),
            sd,
            decided?.P,
            decided?.Test,
            t,
            flips,
            flips is null ? Why(pairs, least, level) : null,
            ProbabilityOfSuperiority.FromDifferences(differences, level),
            sdA > 0 && sdB > 0 ? Math.Clamp(covariance / (sdA * sdB), -1, 1) : double.NaN,
            (sdA * sdA) + (sdB * sdB) > 0 ? 1 - (sd * sd / ((sdA * sdA) + (sdB * sdB))) : double.NaN);
    }

    /// <summary>The p that counts, of those of both tests.</summary>
    internal static (double P, PairedTest Test) Decide(int differing, double? pairedT, SignFlipResult flips) =>
        differing >= MinDiffering ? (flips.MidP, PairedTest.SignFlipMidP)
        : pairedT is { } p ? (p, PairedTest.PairedT)
        : (flips.P, PairedTest.SignFlip);

    /// <summary>The two-sided p of the paired t test; null where all differences are the same but not 0.</summary>
    internal static double? PairedT(double mean, double sd, int pairs) => mean == 0 ? 1
        : sd > 0 ? 2 * Quantiles.UpperTailOfStudentT(pairs - 1, Math.Abs(mean) / (sd / Math.Sqrt(pairs))) : null;

    private static string Why(int pairs, int least, double level) => string.Create(
        CultureInfo.InvariantCulture,
        $"With {pairs} pair{(pairs == 1 ? "" : "s")} the least two-sided sign-flip p " +
        $"is 2^-{pairs - 1} = {Math.Pow(2, 1 - pairs):G4}, " +
        $"above {1 - level:G4}: no outcome could be significant; {least} pairs are needed.");

    private static void RequirePairs(int a, int b)
    {
        if (a != b || a == 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{a} and {b} runs are not pairs: both sides need the same number, at least 1."));
        }
    }
}
