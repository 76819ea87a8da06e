using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Analysis.Questions.Multiverse;

/// <summary>The 14 numbers and the conclusions of the paper under every reading of what it leaves open.</summary>
/// <remarks>
/// Source: U. Simonsohn, J. Simmons, L. Nelson, "Specification curve analysis", Nature Human Behaviour 4 (2020); S. Steegen et al.,
/// "Increasing transparency through a multiverse analysis", Perspectives on Psychological Science 11 (2016).
/// </remarks>
/// <param name="Readings">The readings.</param>
/// <param name="Curves">The points of each number, sorted by mean.</param>
/// <param name="Conclusions">The answers to each conclusion, in the order of the readings.</param>
/// <param name="Fingerprint">The sweep's fingerprint.</param>
public sealed record SpecificationCurve(
    IReadOnlyList<Reading> Readings,
    IReadOnlyList<(PaperNumber Number, ImmutableArray<ReadingPoint> Points)> Curves,
    IReadOnlyList<(string Says, ImmutableArray<ClaimAnswer> Answers)> Conclusions,
    string Fingerprint)
{
    /// <summary>A reading with more numbers outside than this is refuted. If all 14 numbers are true, more than two lie outside in 3 % of cases.</summary>
    public const int MaxOutside = 2;

    /// <summary>For each reading, how many of the paper's numbers lie outside the prediction interval of one run.</summary>
    public ImmutableArray<int> Outside =>
    [
        .. Readings.Select(reading => Curves.Count(curve =>
            curve.Points.Any(point => point.Reading.Number == reading.Number && point.Answer is ClaimAnswer.Refuted))),
    ];

    /// <summary>Judges everything.</summary>
    public static SpecificationCurve Judge(SweepRuns runs)
    {
        var readings = Reading.All(runs.Sweep);
        var numbers = PaperNumber.All(readings[0].Cells);
        var conclusions = readings.Select(reading => Conclusion.Claims(reading.Cells)).ToList();
        return new SpecificationCurve(
            readings,
            [.. numbers.Select(number => (number, Sorted(number, readings, runs)))],
            [.. conclusions[0].Select((claim, i) => (claim.Says, conclusions.Select(claims => claims[i].Judge(runs).Answer).ToImmutableArray()))],
            runs.State.Fingerprint);
    }

    private static ImmutableArray<ReadingPoint> Sorted(PaperNumber number, IReadOnlyList<Reading> readings, SweepRuns runs) =>
    [
        .. readings.Select(reading =>
        {
            var cell = reading.Cells[number.Cell].Number;
            var claim = new ValueClaim(number.Name, [cell], number.Metric, number.Value, number.Rounding);
            return new ReadingPoint(reading, runs.Values(cell, number.Metric).Finite.DefaultIfEmpty(double.NaN).Average(), claim.Judge(runs).Answer);
        }).OrderBy(point => point.Mean).ThenBy(point => point.Reading.Number),
    ];
}
