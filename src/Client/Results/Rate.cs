using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Client.Results;

/// <summary>The correct classification rate of one cell on one test set, with its errors, beside the paper's number.</summary>
/// <param name="Tally">The completed runs; null before the first.</param>
/// <param name="Paper">What the paper reports; null where it reports nothing.</param>
internal sealed record Rate(Tally? Tally, double? Paper)
{
    private Estimate? middle;

    /// <summary>How many runs were completed.</summary>
    public long N => Tally?.N ?? 0;

    /// <summary>The middle with its interval; its value is NaN for no runs. By default the mean with its skewness-adjusted t interval.</summary>
    public Estimate Mean => Tally is null
        ? new Estimate(double.NaN, null, Estimate.DefaultLevel, 0, "no runs")
        : middle ??= Middle?.Invoke(Tally) ?? SkewnessAdjustedT.Mean(Tally);

    /// <summary>How the middle and its interval are made, where not by default.</summary>
    public Func<Tally, Estimate>? Middle { get; init; }

    /// <summary>The standard deviation of one run; NaN for fewer than two.</summary>
    public double StandardDeviation => Tally?.StandardDeviation ?? double.NaN;

    /// <summary>Whether the paper's number, which is one run, lies outside the 95 % prediction interval of one run.</summary>
    /// <remarks>As a claim of a value is judged; never for fewer than two runs, when nothing is known about the spread.</remarks>
    public bool IsPaperOutside => Paper is { } paper && IntervalOfOneRun is { } one
        && !ValueClaim.Contains(one, paper, PaperTables.RoundingOf(paper));

    /// <summary>The 95 % prediction interval of one further run; null for fewer than two runs.</summary>
    public Interval? IntervalOfOneRun => Tally is null ? null : ValueClaim.IntervalOfOneRun(Tally.ToProportions())?.Interval;
}
