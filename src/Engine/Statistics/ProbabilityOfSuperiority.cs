namespace Symmetry.Engine.Statistics;

/// <summary>P(A > B) + ½P(A = B): how often one run of A beats the paired run of B.</summary>
/// <remarks>
/// The mean of the scores 1, ½ and 0 with Wilson's interval; the half scores of ties vary less than Wilson assumes, so ties make it
/// conservative. Assumes independent pairs. In words a reader can use: above 0.75 is a meaningful improvement for one run.
/// Source: X. Bouthillier et al., "Accounting for variance in machine learning benchmarks", MLSys 2021, section 4.
/// </remarks>
public static class ProbabilityOfSuperiority
{
    /// <summary>From the differences A − B, one a pair.</summary>
    /// <param name="differences">At least one, all finite, in any order.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate OfDifferences(ReadOnlySpan<double> differences, double level = Estimate.DefaultLevel)
    {
        Require.Sample(differences, 1, nameof(differences));
        var halves = 0L;
        foreach (var difference in differences)
        {
            halves += 1 + Math.Sign(difference);
        }

        var share = (double)halves / (2L * differences.Length);
        return new Estimate(
            share, Proportion.WilsonInterval(share, differences.Length, level), level, differences.Length, "P(A > B), ties half, Wilson interval over pairs");
    }
}
