namespace Symmetry.Analysis.Statistics;

/// <summary>Precision as the goal: add replicates until the interval of the mean is narrow enough.</summary>
/// <remarks>
/// <para>
/// The rule stops at <see cref="AtMost"/>, or at the first n ≥ <see cref="AtLeast"/> at which half the interval's width is at most
/// the half-width that is wished. That interval, which is shown, is <see cref="SkewnessAdjustedT"/> with the variance s²(1 + a/n) +
/// g²/n in place of s², the variance of the first n proportions, where a = 4 + 2κ, κ ≥ 0 is their excess kurtosis, and g = 1/total
/// is their step; its degrees of freedom are rounded down. Runs that all agree have mean ± t(n − 1)·g/n
/// instead. The rule is a function of the runs in replicate order alone, whatever order they finished in, so that every cluster
/// stops at the same n.
/// </para>
/// <para>
/// Looking after every run favours stopping when s happens to be small. The allowance a/n pays for it: it costs about a runs, in
/// the manner of Simons, who proved that a fixed number of runs beyond the stop restores the coverage for normal values; s² of
/// heavy tails varies by 1 + κ/2 times as much. The term g²/n keeps a rule from stopping at once on runs that agree by chance, as
/// accuracies near 0 do. COVERAGE.md has the coverage measured, also where it falls short: a cell that fails in one run of twenty
/// stops just when it has seen no failure, so that such cells need a larger <see cref="AtLeast"/>, which is 30 by default.
/// </para>
/// <para>
/// Source: Y. S. Chow and H. Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the mean",
/// Annals of Mathematical Statistics 36 (1965), whose rule this is with t for the normal quantile; N. Starr, "The performance of
/// a sequential procedure for the fixed-width interval estimation of the mean", Annals of Mathematical Statistics 37 (1966), for
/// its coverage; G. Simons, "On the cost of not knowing the variance when making a fixed-width confidence interval for the mean",
/// Annals of Mathematical Statistics 39 (1968).
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

    private const double Allowance = 4;

    private readonly double[] quantiles = new double[4096];

    /// <summary>Creates the rule.</summary>
    /// <param name="halfWidth">The wished half-width of the interval, as a proportion, above 0.</param>
    /// <param name="atMost">The budget, at least <paramref name="atLeast"/>.</param>
    /// <param name="atLeast">The number of runs before the first decision, at least 2. Default 30.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public FixedWidthStopping(double halfWidth, long atMost, long atLeast = DefaultAtLeast, double level = Statistics.Estimate.DefaultLevel)
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
    public long ExpectedN(Tally prefix) => StopsAt(prefix) ? prefix.N : Expected(prefix);

    /// <summary>The mean of the runs with the interval of the rule, cut to [0, 1]; null interval for fewer than two
    /// runs.</summary>
    /// <param name="prefix">The first n runs in replicate order.</param>
    public Estimate Mean(Tally prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var method = string.Create(
            CultureInfo.InvariantCulture,
            $"mean, fixed-width sequential interval over replicates, goal ±{HalfWidth}, at most {AtMost}");
        if (prefix.N < 2)
        {
            return new Estimate(prefix.Mean, null, Level, prefix.N, method);
        }

        return new Estimate(prefix.Mean, IntervalAt(prefix), Level, prefix.N, method);
    }

    // Where the interval starts is known without the moments of the runs, which are dear; it only grows from there.
    private bool IsNarrow(Tally prefix) =>
        prefix.Variance == 0
            ? IntervalAt(prefix).HalfWidth <= HalfWidth
            : SkewnessAdjustedT.Start(prefix, prefix.N, Spread(prefix, kurtosis: 0), QuantileAt(prefix)).HalfWidth <= HalfWidth
                && IntervalAt(prefix).HalfWidth <= HalfWidth;

    private Interval IntervalAt(Tally prefix)
    {
        if (prefix.Variance > 0)
        {
            return SkewnessAdjustedT.Around(prefix, prefix.N, Spread(prefix, prefix.ExcessKurtosis), QuantileAt(prefix));
        }

        var half = Rounded(prefix.N - 1) * Math.Sqrt(Spread(prefix, kurtosis: 0) / prefix.N);
        return new Interval(prefix.Mean - half, prefix.Mean + half).ClippedTo(0, 1);
    }

    private double QuantileAt(Tally prefix) => Rounded((long)Math.Min(SkewnessAdjustedT.Degrees(prefix, prefix.N), quantiles.Length - 1));

    // Decisions come after every run, so the quantiles are kept. Racing writers write the same number.
    private double Rounded(long degrees)
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

    // The allowance pays for s² that is small by chance, and s² varies by (2 + κ)/n of its square.
    private static double Spread(Tally prefix, double kurtosis)
    {
        var step = 1.0 / prefix.Total;
        var allowance = kurtosis > 0 ? Allowance * (1 + (kurtosis / 2)) : Allowance;
        return (prefix.Variance * (1 + (allowance / prefix.N))) + (step * step / prefix.N);
    }

    private long Expected(Tally prefix)
    {
        if (prefix.N < 2)
        {
            return AtLeast;
        }

        var needed = ReplicatePlan.For(HalfWidth, prefix, Level).Replicates + (long)Allowance;
        return Math.Clamp(needed, Math.Max(AtLeast, prefix.N + 1), AtMost);
    }
}
