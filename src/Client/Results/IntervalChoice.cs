using System.Globalization;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Client.Results;

/// <summary>The middle of a cell's runs.</summary>
internal enum Center
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The median.</summary>
    Median,

    /// <summary>The mean of the middle half.</summary>
    Iqm,
}

/// <summary>How the interval of a mean is made.</summary>
internal enum IntervalKind
{
    /// <summary>Student's t, adjusted for skewness and heavy tails.</summary>
    Adjusted,

    /// <summary>Student's t.</summary>
    T,

    /// <summary>The score interval on Student's t.</summary>
    Score,

    /// <summary>The BCa bootstrap.</summary>
    Bca,

    /// <summary>Over runs and over test images, from counts.</summary>
    Images,

    /// <summary>Not of the mean: where one further run will fall.</summary>
    Run,
}

/// <summary>Which middle a table shows, and with which 95 % interval.</summary>
/// <remarks>
/// The default is the skewness-adjusted t interval of the mean, by COVERAGE.md the only one that comes near 95 % for all of the
/// paper's cells from ten replicates on. The median has the interval of order statistics, and the interquartile mean that of the
/// BCa bootstrap, whatever the kind.
/// </remarks>
/// <param name="Center">The middle.</param>
/// <param name="Kind">The interval of a mean.</param>
internal sealed record IntervalChoice(Center Center, IntervalKind Kind)
{
    /// <summary>The mean with its skewness-adjusted t interval.</summary>
    public static IntervalChoice Default { get; } = new(Center.Mean, IntervalKind.Adjusted);

    /// <summary>The middle's name, as a column has it.</summary>
    public string Name => Center switch
    {
        Center.Median => "median",
        Center.Iqm => "IQM",
        _ => "mean",
    };

    /// <summary>The method in words, to finish the sentence "95 % interval: …".</summary>
    public string Method => (Center, Kind) switch
    {
        (Center.Median, _) => "of the median, order statistics over replicates (varied: below) on these test images",
        (Center.Iqm, _) => "of the interquartile mean, BCa bootstrap over replicates (varied: below) on these test images",
        (_, IntervalKind.T) => "of the mean, Student's t over replicates (varied: below) on these test images",
        (_, IntervalKind.Bca) => "of the mean, BCa bootstrap over replicates (varied: below) on these test images",
        (_, IntervalKind.Run) => "prediction of one further run on these test images, order statistics from 39 runs on, Student's t for fewer",
        (_, IntervalKind.Images) => "of the mean, over replicates and over test images too, from counts (a bound)",
        (_, IntervalKind.Score) => "of the mean, score interval on Student's t over replicates (varied: below) on these test images",
        _ => "of the mean, skewness-adjusted t over replicates (varied: below) on these test images",
    };

    /// <summary>The middle of the runs with its interval.</summary>
    /// <param name="tally">The runs.</param>
    /// <param name="seed">The sweep's seed, for the bootstrap.</param>
    /// <param name="question">Tells the cells and test sets apart, for the bootstrap.</param>
    /// <param name="originals">Counts how many different original images were tested on; asked only where it matters.</param>
    public Estimate Of(Tally tally, long seed, uint question, Func<long> originals) => (Center, Kind) switch
    {
        (Center.Median, _) => OrderStatistics.Median(tally.ToProportions()),
        (Center.Iqm, _) => Bootstrap.InterquartileMean(tally.ToProportions(), seed, question),
        (_, IntervalKind.T) => StudentTIntervals.Mean(tally),
        (_, IntervalKind.Bca) => Bootstrap.Mean(tally.ToProportions(), seed, question),
        (_, IntervalKind.Run) => OneRun(tally),
        (_, IntervalKind.Images) => TestImages.Bound(tally, originals()),
        (_, IntervalKind.Score) => StudentTIntervals.ScoreMean(tally),
        _ => SkewnessAdjustedT.Mean(tally),
    };

    private static Estimate OneRun(Tally tally)
    {
        var one = ValueClaim.IntervalOfOneRun(tally.ToProportions());
        return new Estimate(tally.Mean, one?.Interval, Estimate.DefaultLevel, tally.N, $"mean, prediction interval of one further run ({one?.Method ?? "none"})");
    }

    /// <summary>The words of an enumeration, as options have them.</summary>
    public static string[] WordsOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLower(CultureInfo.InvariantCulture))];
}
