using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Engine.Statistics;

namespace Symmetry.Engine.Claims;

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
            Text($"{data.Name(cell)}: {inside} of {values.Length} trials, from {values.Min():F6} to {values.Max():F6}"));
    }

    private Verdict OnAverage(ClaimData data, int cell)
    {
        var values = data.Values(cell, Measure);
        if (values.Length < 2)
        {
            return new Verdict(ClaimAnswer.Undecided, Text($"{data.Name(cell)} has {values.Length} completed runs"));
        }

        var mean = StudentTIntervals.Mean(values, data.Level);
        var interval = mean.Interval!.Value;
        var answer = interval.Lower >= AtLeast && interval.Upper <= AtMost ? ClaimAnswer.Holds
            : interval.Upper < AtLeast || interval.Lower > AtMost ? ClaimAnswer.Fails
            : ClaimAnswer.Undecided;
        return new Verdict(answer, Text(
            $"{data.Name(cell)}: mean {mean.Value:F4} [{interval.Lower:F4}, {interval.Upper:F4}] (t, n = {values.Length})"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
