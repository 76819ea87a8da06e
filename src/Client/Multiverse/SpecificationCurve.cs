using System.Collections.Immutable;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Client.Sweeps;

namespace Symmetry.Client.Multiverse;

/// <summary>The paper's 14 numbers and its conclusions under every reading of the settings that it leaves open.</summary>
/// <remarks>
/// Source: U. Simonsohn, J. Simmons, L. Nelson, "Specification curve analysis", Nature Human Behaviour 4 (2020); S. Steegen et al.,
/// "Increasing transparency through a multiverse analysis", Perspectives on Psychological Science 11 (2016).
/// </remarks>
/// <param name="Readings">The readings.</param>
/// <param name="Curves">The points of each number, sorted by mean.</param>
/// <param name="Conclusions">The answers to each conclusion, in the order of the readings.</param>
/// <param name="Fingerprint">The sweep's fingerprint.</param>
internal sealed record SpecificationCurve(
    IReadOnlyList<Reading> Readings,
    IReadOnlyList<(PaperNumber Number, ImmutableArray<SpecificationCurvePoint> Points)> Curves,
    IReadOnlyList<(string Says, ImmutableArray<ClaimAnswer> Answers)> Conclusions,
    string Fingerprint)
{
    /// <summary>A reading with more numbers outside than this is refuted. If all 14 numbers are true, more than two lie outside in 3 % of cases.</summary>
    public const int MaxOutside = 2;

    /// <summary>For each reading, how many of the paper's numbers lie outside the prediction interval of one run.</summary>
    public ImmutableArray<int> Outside =>
    [
        .. Readings.Select(reading => Curves.Count(curve =>
            curve.Points.Any(point => point.Reading.Number == reading.Number && point.Answer is ClaimAnswer.Fails))),
    ];

    /// <summary>Reads the sweep's trials and evaluates numbers and conclusions.</summary>
    public static async Task<SpecificationCurve> ReadAsync(ISweepSource source, CancellationToken stop)
    {
        var sweep = source.Sweep;
        var data = new ClaimData(sweep);
        foreach (var cell in sweep.Cells)
        {
            await foreach (var row in source.ReadRowsAsync(cell.Number, stop))
            {
                data.Add(cell.Number, sweep.ReplicateOf(row.Trial), row.Read());
            }
        }

        var readings = Reading.ListFor(sweep);
        var numbers = PaperNumber.ListFor(readings[0].Cells);
        var conclusions = readings.Select(reading => PaperConclusions.For(reading.Cells)).ToList();
        return new SpecificationCurve(
            readings,
            [.. numbers.Select(number => (number, PointsOf(number, readings, data)))],
            [.. conclusions[0].Select((claim, i) => (claim.Says, conclusions.Select(claims => claims[i].Judge(data).Answer).ToImmutableArray()))],
            await source.GetFingerprintAsync(stop));
    }

    private static ImmutableArray<SpecificationCurvePoint> PointsOf(PaperNumber number, IReadOnlyList<Reading> readings, ClaimData data) =>
    [
        .. readings.Select(reading =>
        {
            var cell = reading.Cells[number.Cell].Number;
            var claim = new ValueClaim(number.Name, [cell], number.Measure, number.Value, number.Rounding);
            return new SpecificationCurvePoint(reading, data.Values(cell, number.Measure).DefaultIfEmpty(double.NaN).Average(), claim.Judge(data).Answer);
        }).OrderBy(point => point.Mean).ThenBy(point => point.Reading.Number),
    ];
}
