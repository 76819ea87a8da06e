namespace Symmetry.Analysis.Statistics;

/// <summary>Precision as the goal: add replicates until the interval of the mean is narrow enough.</summary>
/// <remarks>
/// <para>
/// The rule stops at <see cref="AtMost"/>, or at the first n ≥ <see cref="AtLeast"/> with t·√((s² + g²/n)/n) ≤ the half-width that is wished,
/// where s² is the variance of the first n proportions, g = 1/total their step and t the quantile of Student's t at n − 1. The interval that is
/// shown is that of every mean (<see cref="StudentTIntervals"/>), which is at most as wide. Runs that all agree stop it once their Wilson
/// interval is narrow enough. The rule is a function of the runs in replicate order alone, whatever order they finished in, so that every
/// cluster stops at the same n.
/// </para>
/// <para>
/// Weakness: looking after every run favours stopping when s happens to be small, so that the interval covers a little less than its level for
/// normal runs, and clearly less where runs are skewed or fail rarely (COVERAGE.md). The term g²/n keeps a rule from stopping at once on
/// runs that agree by chance.
/// </para>
/// <para>
/// Source: Y. S. Chow and H. Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the mean",
/// Annals of Mathematical Statistics 36 (1965), whose rule this is with t for the normal quantile; N. Starr, "The performance of
/// a sequential procedure for the fixed-width interval estimation of the mean", Annals of Mathematical Statistics 37 (1966), for its coverage.
/// </para>
/// <para>
/// The comparison uses exact integer sums, t rounded to nine digits, and only operations that are exactly rounded everywhere, so
/// the decision has the same bits on every machine.
/// </para>
/// </remarks>
public sealed class FixedWidthStopping
{
    /// <summary>The least number of runs where nobody chose another: 30.</summary>
    public const long DefaultAtLeast = ReplicateDesign.MinBudget;

    private readonly double[] quantiles = new double[4096];

    /// <summary>Creates the rule.</summary>
    /// <param name="halfWidth">The wished half-width of the interval, as a proportion, above 0.</param>
    /// <param name="atMost">The budget, at least <paramref name="atLeast"/>.</param>
    /// <param name="atLeast">The number of runs before the first decision, at least 2. Default 30.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public FixedWidthStopping(double halfWidth, long atMost, long atLeast = DefaultAtLeast, double level = Estimate.DefaultLevel)
    {
        Require.Positive(halfWidth, nameof(halfWidth));
        Require.Level(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(atLeast, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, atLeast);
        (HalfWidth, AtMost, AtLeast, Level) = (halfWidth, atMost, atLeast, level);
    }

    /// <summary>The wished half-width of the interval, as a proportion.</summary>
    public double HalfWidth { get; }

    /// <summary>After so many runs the rule stops, narrow enough or not.</summary>
    public long AtMost { get; }

    /// <summary>Before so many runs the rule does not stop.</summary>
    public long AtLeast { get; }

    /// <summary>The coverage of the interval.</summary>
    public double Level { get; }

    /// <summary>Whether the rule stops at exactly this prefix, given that it did not stop before.</summary>
    /// <remarks>With several test sets a cell stops at the first n at which the rule stops for the tallies of all of
    /// them.</remarks>
    /// <param name="prefix">The first n runs in replicate order.</param>
    public bool StopsAt(Tally prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return prefix.N >= AtMost || (prefix.N >= AtLeast && IsNarrow(prefix));
    }

    /// <summary>Where the rule will stop if the spread stays as seen so far, at most the budget; the number of runs itself where it stops.</summary>
    /// <param name="prefix">The first n runs in replicate order.</param>
    public long ExpectedN(Tally prefix) => StopsAt(prefix) ? prefix.N
        : prefix.N < 2 ? AtLeast
        : Math.Clamp(ReplicatePlan.For(HalfWidth, prefix, Level).Replicates, Math.Max(AtLeast, prefix.N + 1), AtMost);

    private bool IsNarrow(Tally prefix)
    {
        if (prefix.Variance == 0)
        {
            return StudentTIntervals.Mean(prefix, Level).Interval!.Value.HalfWidth <= HalfWidth;
        }

        var step = 1.0 / prefix.Total;
        return Quantile(prefix.N - 1) * Math.Sqrt((prefix.Variance + (step * step / prefix.N)) / prefix.N) <= HalfWidth;
    }

    // Decisions come after every run, so the quantiles are kept. Racing writers write the same number.
    private double Quantile(long degrees)
    {
        if (degrees >= quantiles.Length)
        {
            return Compute(degrees);
        }

        ref var kept = ref quantiles[degrees];
        if (kept == 0)
        {
            kept = Compute(degrees);
        }

        return kept;
    }

    // Rounded to nine digits, so that another machine's last bits of t cannot move the stop.
    private double Compute(long degrees) => Math.Round(StudentTIntervals.Quantile(Level, degrees) * 1e8) / 1e8;
}
