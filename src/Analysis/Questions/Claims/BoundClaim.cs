using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A measure stays within bounds: on every trial, or on average.</summary>
/// <remarks>
/// On every trial it is a count: one trial outside makes it fail. On average it holds where the t interval of the mean lies inside the bounds, and
/// fails where it lies outside.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="AtLeast">The lower bound; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
/// <param name="OnEveryTrial">Whether it is about every trial, or about the mean.</param>
public sealed record BoundClaim(
    string Says, ImmutableArray<int> Cells, Measure Measure, double AtLeast, double AtMost, bool OnEveryTrial) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data) => Verdict.OfAll(Cells.Select(cell => OnEveryTrial ? Every(data, cell) : OnAverage(data, cell)));

    private Verdict Every(ClaimData data, int cell)
    {
        var values = data.Values(cell, Measure);
        if (values.Length == 0)
        {
            return new Verdict(ClaimAnswer.Undecided, $"{data.Name(cell)} has no completed run");
        }

        var inside = values.Count(value => value >= AtLeast && value <= AtMost);
        return new Verdict(
            inside == values.Length ? ClaimAnswer.Holds : ClaimAnswer.Fails,
            Text($"{data.Name(cell)}: {inside} of {values.Length} trials, from {Measure.TextOf(values.Min(), 6)} to {Measure.TextOf(values.Max(), 6)}"));
    }

    private Verdict OnAverage(ClaimData data, int cell)
    {
        var values = data.Values(cell, Measure);
        if (values.Length < 2)
        {
            return new Verdict(ClaimAnswer.Undecided, Text($"{data.Name(cell)} has {values.Length} completed runs"));
        }

        var mean = data.MeanOf(values, data.Level);
        return mean.Interval is not { } interval
            ? new Verdict(ClaimAnswer.Undecided, Text($"{data.Name(cell)}: {values.Length} of {data.Sweep.Replicates} crossed runs are completed"))
            : new Verdict(AnswerOf(interval, AtLeast, AtMost), Text(
                $"{data.Name(cell)}: mean {Measure.TextOf(mean.Value)} [{Measure.TextOf(interval.Lower)}, {Measure.TextOf(interval.Upper)}] ({data.MethodOfMean}, n = {values.Length})"));
    }

    /// <summary>Holds where an interval lies inside the bounds, fails where it lies outside.</summary>
    internal static ClaimAnswer AnswerOf(Interval interval, double atLeast, double atMost) =>
        interval.Lower >= atLeast && interval.Upper <= atMost ? ClaimAnswer.Holds
        : interval.Upper < atLeast || interval.Lower > atMost ? ClaimAnswer.Fails
        : ClaimAnswer.Undecided;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
