using Symmetry.Analysis.Paper;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>One metric of one cell: its runs in figures, beside the paper's number.</summary>
public sealed class MetricSummary
{
    private readonly Lazy<Estimate> middle;
    private readonly Lazy<int> farOut;
    private readonly long diverged;
    private readonly double[] sorted;
    private readonly Tally? tally;

    /// <summary>Summarises runs.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="values">Its values in the cell.</param>
    /// <param name="diverged">How many of the cell's trials diverged.</param>
    /// <param name="paper">What the paper reports; null where it reports nothing.</param>
    /// <param name="middle">The middle with its interval.</param>
    public MetricSummary(Metric metric, MetricRuns values, long diverged, double? paper, Func<Estimate> middle)
        : this(metric, values.Tally, diverged, paper, middle)
    {
        sorted = tally is null ? [.. values.Finite.Order()] : [];
    }

    /// <summary>Summarises counts.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="tally">The counts; null before the first run.</param>
    /// <param name="diverged">How many of the cell's trials diverged.</param>
    /// <param name="paper">What the paper reports; null where it reports nothing.</param>
    /// <param name="middle">The middle with its interval.</param>
    public MetricSummary(Metric metric, Tally? tally, long diverged, double? paper, Func<Estimate> middle)
    {
        (Metric, this.tally, this.diverged, Paper, sorted) = (metric, tally, diverged, paper, []);
        (this.middle, farOut) = (new Lazy<Estimate>(middle), new Lazy<int>(CountFarOut));
    }

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>What the paper reports; null where it reports nothing.</summary>
    public double? Paper { get; }

    /// <summary>How many runs have a value.</summary>
    public long N => tally?.N ?? sorted.Length;

    /// <summary>The middle with its interval; its value is NaN for no runs. By default the mean.</summary>
    public Estimate Middle => middle.Value;

    /// <summary>The mean; NaN for no runs.</summary>
    public double Mean => tally?.Mean ?? (N == 0 ? double.NaN : Moments.MeanAndStandardDeviation(sorted).Mean);

    /// <summary>The standard deviation of one run; NaN for fewer than two.</summary>
    public double StandardDeviation => tally?.StandardDeviation ?? (N < 2 ? double.NaN : Moments.MeanAndStandardDeviation(sorted).StandardDeviation);

    /// <summary>The standard error of the mean; NaN for fewer than two runs.</summary>
    public double StandardError => StandardDeviation / Math.Sqrt(N);

    /// <summary>The skewness g₁ of the runs; NaN for no runs and for runs that all agree.</summary>
    public double Skewness => tally?.Skewness ?? Moments.Skewness(sorted);

    /// <summary>Whether the runs are too skewed and too few for Student's t (<see cref="CochranRule"/>).</summary>
    public bool IsSkewed => CochranRule.IsViolated(N, Skewness);

    /// <summary>Runs that collapsed: those that diverged, and those far on the wrong side of the rest (<see cref="FarOut"/>).</summary>
    /// <remarks>Metrics without a wrong side and times count diverged trials only.</remarks>
    public long Collapsed => diverged + farOut.Value;

    /// <summary>The 95 % interval of the rate of collapses among the runs and the diverged trials, by Clopper and Pearson; null where none collapsed.</summary>
    public Interval? CollapseInterval => Collapsed == 0 ? null : Proportion.ClopperPearson(Collapsed, Tried);

    /// <summary>The runs of which <see cref="Collapsed"/> are counted: those with a value and those that diverged.</summary>
    public long Tried => N + diverged;

    /// <summary>The median; NaN for no runs.</summary>
    public double Median => tally?.Median ?? (N == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2);

    /// <summary>The least value; NaN for no runs.</summary>
    public double Minimum => tally?.Minimum ?? (N == 0 ? double.NaN : sorted[0]);

    /// <summary>The greatest value; NaN for no runs.</summary>
    public double Maximum => tally?.Maximum ?? (N == 0 ? double.NaN : sorted[^1]);

    /// <summary>The values in increasing order.</summary>
    public double[] Sorted => tally?.ToProportions() ?? sorted;

    /// <summary>The 95 % prediction interval of one further run; null for fewer than two runs.</summary>
    public Interval? IntervalOfOneRun => PredictionOfOneRun.Find(Sorted)?.Interval;

    /// <summary>Whether the paper's number, which is one run, lies outside the 95 % prediction interval of one run.</summary>
    /// <remarks>As a claim of a value is judged; never for fewer than two runs, when nothing is known about the spread.</remarks>
    public bool IsPaperOutside => Paper is { } paper && IntervalOfOneRun is { } interval
        && !PredictionOfOneRun.CouldBe(interval, paper, PaperTables.RoundingOf(paper));

    private int CountFarOut() => Metric.Name == KnownMetrics.Seconds.Name ? 0 : Metric.Better switch
    {
        // Equal proportions are at least one test image apart from others.
        MetricDirection.Larger => FarOut.CountBelow(Sorted, tally is null ? 0 : 1.0 / tally.Total),
        MetricDirection.Smaller => FarOut.CountAbove(Sorted, tally is null ? 0 : 1.0 / tally.Total),
        _ => 0,
    };
}
