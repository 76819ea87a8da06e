namespace Symmetry.Analysis.Statistics;

/// <summary>The second interval of a mean accuracy: over runs and over test images too, for claims beyond these images.</summary>
/// <remarks>
/// <para>
/// The t interval over replicates answers "what would more runs on this data give?". It shrinks to nothing with more runs,
/// although the images stay a sample of the writers and digits that exist. This interval does not shrink below what the images
/// allow.
/// </para>
/// <para>
/// <see cref="Mean(ReadOnlySpan{ImageOutcome}, double)"/> needs the outcome of every run on every image that it was tested on.
/// <see cref="Bound(Tally, long, double)"/> needs counts only, and is wider for it.
/// </para>
/// </remarks>
public static class TestImages
{
    /// <summary>The mean accuracy with an interval over runs and original images, both as random effects.</summary>
    /// <remarks>
    /// <para>
    /// y = correct − p̂·asked summed by run (r), by original (i) and by both gives V = V_r·R/(R−1) + V_i·I/(I−1) − V_ri, with
    /// V = Σ(sum of y)²/(Σ asked)²: the two-way cluster-robust variance. It asks for independent runs and independent originals,
    /// with any dependence inside a run and inside an original; designs may be incomplete, such as fresh splits. V is never taken
    /// below the larger of its first two terms. Degrees of freedom by Satterthwaite, V²/(V_r²/(R−1) + V_i²/(I−1)), at least
    /// min(R, I) − 1.
    /// </para>
    /// <para>
    /// The interval is Wilson's for p̂(1 − p̂)/V effective answers with that t for the normal quantile, which stays in [0, 1] and
    /// keeps more of its coverage near the ends than p̂ ± t√V; away from them the two are nearly the same. When all answers
    /// agree, I effective answers are taken.
    /// </para>
    /// <para>
    /// Source: A. C. Cameron, J. Gelbach, D. Miller, "Robust inference with multiway clustering", JBES 29 (2011);
    /// A. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1 (2007), for crossed random effects;
    /// P. Kott and D. Carr, "Developing an estimation strategy for a pesticide data program", Journal of Official Statistics 13
    /// (1997), for Wilson's interval with effective numbers.
    /// </para>
    /// </remarks>
    /// <param name="outcomes">One entry a run and original, in any order; entries of the same pair are added up.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>The accuracy over all answers, in [0, 1]; N is the number of runs. No interval for fewer than two runs or two
    /// originals.</returns>
    /// <exception cref="ArgumentException">An entry is impossible.</exception>
    public static Estimate Mean(ReadOnlySpan<ImageOutcome> outcomes, double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        var (correct, asked) = (0L, 0L);
        foreach (var outcome in outcomes)
        {
            if (outcome.Asked < 1 || outcome.Correct < 0 || outcome.Correct > outcome.Asked)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{outcome.Correct} of {outcome.Asked} correct is impossible " +
                        $"(run {outcome.Run}, original {outcome.Original})."),
                    nameof(outcomes));
            }

            correct += outcome.Correct;
            asked += outcome.Asked;
        }

        if (asked == 0)
        {
            return new Estimate(double.NaN, null, level, 0, "mean over runs and original images");
        }

        // Residuals times the total are whole numbers: exact, so the order of the outcomes is without effect.
        var runs = new Dictionary<int, Int128>();
        var originals = new Dictionary<int, Int128>();
        var pairs = new Dictionary<(int, int), Int128>();
        foreach (var outcome in outcomes)
        {
            var residual = ((Int128)outcome.Correct * asked) - ((Int128)correct * outcome.Asked);
            runs[outcome.Run] = runs.GetValueOrDefault(outcome.Run) + residual;
            originals[outcome.Original] = originals.GetValueOrDefault(outcome.Original) + residual;
            var pair = (outcome.Run, outcome.Original);
            pairs[pair] = pairs.GetValueOrDefault(pair) + residual;
        }

        var mean = (double)correct / asked;
        var (r, i) = (runs.Count, originals.Count);
        var method = string.Create(
            CultureInfo.InvariantCulture, $"mean, Wilson-t interval over {r} runs and {i} original images, two-way clusters");
        if (r < 2 || i < 2)
        {
            return new Estimate(mean, null, level, r, method);
        }

        var byRun = Variance(runs.Values, asked) * r / (r - 1);
        var byOriginal = Variance(originals.Values, asked) * i / (i - 1);
        var variance = Math.Max(byRun + byOriginal - Variance(pairs.Values, asked), Math.Max(byRun, byOriginal));
        if (variance == 0)
        {
            // Every run had the same share of every original right: the originals alone tell how sure that is.
            var bound = Proportion.Score(mean, i, StudentTIntervals.Quantile(level, Math.Min(r, i) - 1));
            return new Estimate(mean, bound, level, r, method);
        }

        var degrees = variance * variance / ((byRun * byRun / (r - 1)) + (byOriginal * byOriginal / (i - 1)));
        degrees = Math.Max(degrees, Math.Min(r, i) - 1);
        var interval = Proportion.Score(mean, mean * (1 - mean) / variance, StudentTIntervals.Quantile(level, degrees));
        return new Estimate(mean, interval, level, r, method);
    }

    /// <summary>The mean accuracy with an interval that no dependence between runs on the same image can break, from counts
    /// alone.</summary>
    /// <remarks>
    /// <para>
    /// Which images were missed is unknown, so the worst is assumed: that every run misses the same ones. The share of the
    /// images' part is then the binomial p(1 − p)/m with m independent originals, and shifted copies add nothing. The two
    /// independent errors, runs (Student's t) and images (Wilson), are joined end by end: lower = p̂ − √((p̂ − l₁)² + (p̂ −
    /// l₂)²), upper likewise. Covers at least its level; with per-image outcomes
    /// <see cref="Mean(ReadOnlySpan{ImageOutcome}, double)"/> is narrower.
    /// </para>
    /// <para>
    /// Source: G. Zou and A. Donner, "Construction of confidence limits about effect measures: a general approach", Statistics in
    /// Medicine 27 (2008) (the joining, MOVER); Wilson 1927.
    /// </para>
    /// </remarks>
    /// <param name="tally">The runs' counts.</param>
    /// <param name="independentOriginals">
    /// m, at least 1: how many different original images were tested on over all runs. With one split, its test originals
    /// (such as 360); with fresh splits, all originals of the data (such as 1,797).
    /// </param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>An interval inside [0, 1]; none for fewer than two runs.</returns>
    public static Estimate Bound(Tally tally, long independentOriginals, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentOutOfRangeException.ThrowIfLessThan(independentOriginals, 1);
        var method = string.Create(
            CultureInfo.InvariantCulture,
            $"mean, t over replicates joined with Wilson over {independentOriginals} originals, " +
            $"the same ones missed by every run");
        var mean = tally.Mean;
        if (StudentTIntervals.MeanInterval(tally.N, mean, tally.StandardDeviation, level) is not { } overRuns)
        {
            return new Estimate(mean, null, level, tally.N, method);
        }

        var overImages = Proportion.WilsonInterval(mean, independentOriginals, level);
        var interval = new Interval(
            mean - double.Hypot(mean - overRuns.Lower, mean - overImages.Lower),
            mean + double.Hypot(overRuns.Upper - mean, overImages.Upper - mean));
        return new Estimate(mean, interval.ClippedTo(0, 1), level, tally.N, method);
    }

    private static double Variance(IEnumerable<Int128> residuals, long asked)
    {
        // Each residual is exact; scaled down by asked² before squaring, in increasing order so that the sum has one rounding.
        var sum = 0.0;
        foreach (var residual in residuals.Order())
        {
            var scaled = (double)residual / asked / asked;
            sum += scaled * scaled;
        }

        return sum;
    }
}
