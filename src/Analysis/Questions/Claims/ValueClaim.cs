using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"One run gave this value": holds where the value lies in the prediction interval of one further run of ours.</summary>
/// <remarks>
/// The interval is made of order statistics (G. Hahn, W. Meeker, "Statistical Intervals", 1991, section 5.4), so that it holds
/// whatever the shape of the distribution, which matters for rates near 0; from 39 replicates on it exists at 95 %. With fewer it is
/// Student's t interval, and the evidence says so. A printed value stands for every number that rounds to it.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Rounding">Half a unit of the value's last printed digit. Default 0.</param>
public sealed record ValueClaim(string Says, ImmutableArray<int> Cells, Measure Measure, double Value, double Rounding = 0) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data) => Verdict.OfAll(Cells.Select(cell => Judge(data, cell)));

    /// <summary>The prediction interval of one further run, and its method in words; null for fewer than two runs.</summary>
    /// <param name="values">One value a run.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static (Interval Interval, string Method)? IntervalOfOneRun(ReadOnlySpan<double> values, double level = Estimate.DefaultLevel)
    {
        if (values.Length < 2)
        {
            return null;
        }

        if (OrderStatistics.PredictionInterval(values, level) is { } ordered)
        {
            return (ordered, "order statistics");
        }

        var (mean, sd) = Moments.MeanAndStandardDeviation(values);
        return (StudentTIntervals.PredictionInterval(values.Length, mean, sd, level)!.Value, "Student's t");
    }

    /// <summary>Whether a number that is printed as the value could lie in the interval.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="value">The printed value.</param>
    /// <param name="rounding">Half a unit of its last printed digit.</param>
    public static bool Contains(Interval interval, double value, double rounding) =>
        value + rounding >= interval.Lower && value - rounding <= interval.Upper;

    private Verdict Judge(ClaimData data, int cell)
    {
        var values = data.Values(cell, Measure);
        if (IntervalOfOneRun(values, data.Level) is not (var one, var method))
        {
            return new Verdict(ClaimAnswer.Undecided, Text($"{data.Name(cell)} has {values.Length} completed runs"));
        }

        var answer = Contains(one, Value, Rounding) ? ClaimAnswer.Holds : ClaimAnswer.Fails;
        return new Verdict(answer, Text(
            $"{data.Name(cell)}: {data.Level:P0} of single runs lie in [{Measure.TextOf(one.Lower)}, {Measure.TextOf(one.Upper)}] ({method}, n = {values.Length})"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
