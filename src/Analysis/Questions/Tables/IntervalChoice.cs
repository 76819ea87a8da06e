namespace Symmetry.Analysis.Questions.Tables;

/// <summary>Which middle a table shows, and with which 95 % interval.</summary>
/// <remarks>
/// The default is the mean with the interval of <see cref="MeanIntervals"/>. The median has the interval of order statistics, and the
/// interquartile mean that of the BCa bootstrap, whatever the kind.
/// </remarks>
/// <param name="Center">The middle.</param>
/// <param name="Kind">The interval of a mean.</param>
public sealed record IntervalChoice(Center Center, IntervalKind Kind)
{
    /// <summary>The mean with the default interval.</summary>
    public static IntervalChoice Default { get; } = new(Center.Mean, IntervalKind.T);

    /// <summary>The middle's name, as a column has it.</summary>
    public string Name => Center switch
    {
        Center.Median => "median",
        Center.Iqm => "IQM",
        _ => "mean",
    };

    /// <summary>Whether real numbers have this interval; if not, it is computed from counts.</summary>
    public bool FitsReals => Center is not Center.Mean || Kind is not (IntervalKind.Score or IntervalKind.Images);

    /// <summary>The method in words, to finish the sentence "95 % interval: …".</summary>
    /// <param name="runs">What the sweep found: the interval over images depends on whether outcomes per image are known.</param>
    public string Method(SweepRuns runs) => (Center, Kind) switch
    {
        (Center.Median, _) => "of the median, order statistics over replicates (varied: below)",
        (Center.Iqm, _) => "of the interquartile mean, BCa bootstrap over replicates (varied: below)",
        (_, IntervalKind.Skewed) => "of the mean, outer hull of Student's t and Hall's interval over replicates (varied: below)",
        (_, IntervalKind.Bca) => "of the mean, BCa bootstrap over replicates (varied: below)",
        (_, IntervalKind.Run) => "prediction of one further run, order statistics from 39 runs on, Student's t for fewer",
        (_, IntervalKind.Images) when KnowsImages(runs) =>
            "of the mean, over replicates and over original test images too, from the outcomes per image (two-way clusters)",
        (_, IntervalKind.Images) => "of the mean, over replicates and over test images too, from counts (a bound)",
        (_, IntervalKind.Score) => "of the mean, score interval on Student's t over replicates (varied: below)",
        _ => "of the mean, Student's t over replicates (varied: below)",
    };

    /// <summary>The middle of the runs of a cell with its interval.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="cell">The cell's number.</param>
    /// <param name="metric">The metric.</param>
    public Estimate Middle(SweepRuns runs, int cell, Metric metric)
    {
        if (this == Default)
        {
            return runs.Mean(cell, metric);
        }

        // Order is without effect on each of these, and counts give their values in increasing order, without rounding.
        var (values, tally) = (runs.Values(cell, metric), runs.Values(cell, metric).Tally);
        var sample = tally?.ToProportions() ?? values.Finite;
        var (seed, question) = (runs.Sweep.Spec.Seed, runs.QuestionOf(cell, metric));
        return (Center, Kind, tally) switch
        {
            _ when sample.Length == 0 => runs.Mean(cell, metric),
            (Center.Median, _, _) => OrderStatistics.Median(sample),
            (Center.Iqm, _, _) => Bootstrap.InterquartileMean(sample, seed, question),
            (_, IntervalKind.Bca, _) => Bootstrap.Mean(sample, seed, question),
            (_, IntervalKind.Run, _) => OneRun(sample, tally?.Mean ?? Moments.MeanAndStandardDeviation(sample).Mean),
            (_, IntervalKind.Images, { }) when KnowsImages(runs) && KnownMetrics.TestSets.Contains(metric) => ImageRuns.Find(runs, cell, metric).Mean(),
            (_, IntervalKind.Images, { }) => TestImages.Bound(tally, TestedOriginals.Count(runs.Sweep, runs.Sweep.Cells[cell])),
            (_, IntervalKind.Score, { }) => StudentTIntervals.ScoreMean(tally),
            (_, _, { }) => SkewedMean.Mean(tally),
            _ => SkewedMean.Mean(sample),
        };
    }

    // Runs that share levels of a crossed design are not independent, as the exact interval needs.
    private static bool KnowsImages(SweepRuns runs) => runs.HasOutcomes && runs.Design is null;

    private static Estimate OneRun(double[] sample, double mean)
    {
        var prediction = PredictionOfOneRun.Find(sample);
        return new Estimate(mean, prediction?.Interval, Estimate.DefaultLevel, sample.Length,
            $"mean, prediction interval of one further run ({prediction?.Method ?? "none"})");
    }
}
