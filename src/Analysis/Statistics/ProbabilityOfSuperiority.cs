namespace Symmetry.Analysis.Statistics;

/// <summary>P(A > B) + ½P(A = B): how often one run of A beats the paired run of B.</summary>
/// <remarks>
/// The mean p of the scores 1, ½ and 0 with Wilson's interval for n·p(1 − p)/(p(1 − p) − τ/4) pairs: with a share τ of ties the
/// scores vary by p(1 − p) − τ/4 only. For τ stands ties/(n + z²), so that ties in a few pairs are not taken for certain. Assumes
/// independent pairs. In words a reader can use: above 0.75 is a meaningful improvement for one run. Source: X. Bouthillier et
/// al., "Accounting for variance in machine learning benchmarks", MLSys 2021.
/// </remarks>
public static class ProbabilityOfSuperiority
{
    /// <summary>From the differences A − B, one a pair.</summary>
    /// <param name="differences">At least one, all finite, in any order.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate FromDifferences(ReadOnlySpan<double> differences, double level = Estimate.DefaultLevel)
    {
        Require.Sample(differences, 1, nameof(differences));
        Require.Level(level);
        var (halves, ties) = (0L, 0L);
        foreach (var difference in differences)
        {
            halves += 1 + Math.Sign(difference);
            ties += difference == 0 ? 1 : 0;
        }

        var share = (double)halves / (2L * differences.Length);
        var z = Quantiles.Normal((1 + level) / 2);
        var variance = share * (1 - share);
        var pairs = differences.Length * (ties == 0 ? 1 : variance / (variance - (ties / (differences.Length + (z * z)) / 4)));
        var interval = Proportion.WilsonInterval(share, pairs, level);
        return new Estimate(share, interval, level, differences.Length, "P(A > B), ties half, Wilson interval over pairs");
    }
}
