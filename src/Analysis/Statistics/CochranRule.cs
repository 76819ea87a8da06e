namespace Symmetry.Analysis.Statistics;

/// <summary>Cochran's rule: whether there are enough runs for Student's t interval of their mean, given how skewed they are.</summary>
/// <remarks>
/// With n &gt; 25·g₁² runs a 95 % interval errs in at most 6 % of cases or so. The rule looks at the skewness that was seen: runs that hide a rare
/// failure look symmetric (COVERAGE.md). Source: W. G. Cochran, "Sampling Techniques", 3rd ed., 1977, section 2.15.
/// </remarks>
public static class CochranRule
{
    private const double RunsPerSquaredSkewness = 25;

    /// <summary>Whether t cannot be trusted: n &lt; 25·g₁².</summary>
    /// <param name="n">How many runs.</param>
    /// <param name="skewness">Their skewness g₁; NaN, where there is none, is not flagged.</param>
    public static bool IsViolated(long n, double skewness) => n < RunsPerSquaredSkewness * skewness * skewness;
}
