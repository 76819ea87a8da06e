namespace Symmetry.Analysis.Statistics;

/// <summary>How often two runs differ in whether they are right about an image that both were tested on.</summary>
/// <remarks>
/// <para>
/// The share of (image, pair of runs) on which exactly one of the two is right, over all pairs of runs that share test images: with c
/// of n runs right about an image, c(n − c) of its n(n − 1)/2 pairs differ. Runs may be tested on different images.
/// </para>
/// <para>
/// The interval is Student's t with the jackknife's standard error, which leaves out one run with all its pairs at a time. It assumes
/// independent runs, and is about these images. Source: J. N. Arvesen, "Jackknifing U-statistics", Annals of Mathematical Statistics 40
/// (1969).
/// </para>
/// </remarks>
public static class RunDisagreement
{
    /// <summary>The share.</summary>
    /// <param name="outcomes">One entry per run and image, in any order, with <see cref="ImageOutcome.Original"/> as the image.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>A share in [0, 1]; N is the number of runs. NaN if no two runs share an image; no interval for fewer than three runs, or if one
    /// of them is in all pairs.</returns>
    /// <exception cref="ArgumentException">An entry is about several images.</exception>
    public static Estimate Mean(IReadOnlyCollection<ImageOutcome> outcomes, double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        var images = Count(outcomes);
        var (differing, pairs) = (0L, 0L);
        foreach (var (tested, correct) in images.Values)
        {
            differing += correct * (tested - correct);
            pairs += tested * (tested - 1) / 2;
        }

        // By run: its pairs that differ, and all its pairs.
        var byRun = new SortedDictionary<int, (long Differing, long Pairs)>();
        foreach (var outcome in outcomes)
        {
            var (tested, correct) = images[outcome.Original];
            var known = byRun.GetValueOrDefault(outcome.Run);
            byRun[outcome.Run] = (known.Differing + (outcome.Correct == 1 ? tested - correct : correct), known.Pairs + tested - 1);
        }

        const string Method = "share of pairs of runs, jackknife t interval over runs";
        var (n, value) = (byRun.Count, pairs == 0 ? double.NaN : (double)differing / pairs);
        if (n < 3 || byRun.Values.Any(run => run.Pairs == pairs))
        {
            return new Estimate(value, null, level, n, Method);
        }

        // n times the value less n - 1 times the value without a run.
        double[] pseudo = [.. byRun.Values.Select(run => (n * value) - ((n - 1) * (double)(differing - run.Differing) / (pairs - run.Pairs)))];
        var (_, sd) = Moments.MeanAndStandardDeviation(pseudo);
        return new Estimate(value, StudentTIntervals.MeanInterval(n, value, sd, level)!.Value.ClippedTo(0, 1), level, n, Method);
    }

    private static Dictionary<int, (long Tested, long Correct)> Count(IEnumerable<ImageOutcome> outcomes)
    {
        var counts = new Dictionary<int, (long Tested, long Correct)>();
        foreach (var outcome in outcomes)
        {
            if (outcome.Asked != 1 || outcome.Correct is < 0 or > 1)
            {
                throw new ArgumentException($"Expected the outcome of one image, got {outcome.Correct} of {outcome.Asked}.", nameof(outcomes));
            }

            var (tested, correct) = counts.GetValueOrDefault(outcome.Original);
            counts[outcome.Original] = (tested + 1, correct + outcome.Correct);
        }

        return counts;
    }
}
