using System.Collections.Immutable;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Client.Sweeps;

namespace Symmetry.Client.Multiverse;

/// <summary>One number of the paper under one reading.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Mean">Our mean; NaN without completed runs.</param>
/// <param name="Answer">Whether the paper's number could be one run of ours: inside the 95 % prediction interval.</param>
internal sealed record CurvePoint(Reading Reading, double Mean, ClaimAnswer Answer);

/// <summary>The 14 numbers and the conclusions of the paper under every reading of what it leaves open.</summary>
/// <remarks>
/// Source: U. Simonsohn, J. Simmons, L. Nelson, "Specification curve analysis", Nature Human Behaviour 4 (2020); S. Steegen et al.,
/// "Increasing transparency through a multiverse analysis", Perspectives on Psychological Science 11 (2016).
/// </remarks>
/// <param name="Readings">The readings.</param>
/// <param name="Curves">For each number its points, from the least mean to the largest.</param>
/// <param name="Conclusions">For each conclusion its answer under each reading, in the order of the readings.</param>
/// <param name="Fingerprint">The sweep's fingerprint.</param>
internal sealed record SpecificationCurve(
    IReadOnlyList<Reading> Readings,
    IReadOnlyList<(PaperNumber Number, ImmutableArray<CurvePoint> Points)> Curves,
    IReadOnlyList<(string Says, ImmutableArray<ClaimAnswer> Answers)> Conclusions,
    string Fingerprint)
{
    /// <summary>A reading with more of the 14 numbers outside than this is excluded: of 14 true ones more than two are outside in 3 % of cases.</summary>
    public const int MaxOutside = 2;

    /// <summary>How many of the numbers could not be a run under each reading.</summary>
    public ImmutableArray<int> Outside =>
    [
        .. Readings.Select(reading => Curves.Count(curve =>
            curve.Points.Any(point => point.Reading.Number == reading.Number && point.Answer is ClaimAnswer.Fails))),
    ];

    /// <summary>Reads the sweep's trials and judges everything.</summary>
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

        var readings = Reading.Of(sweep);
        var numbers = PaperNumber.Of(readings[0].Cells);
        var conclusions = readings.Select(reading => Conclusion.Of(reading.Cells)).ToList();
        return new SpecificationCurve(
            readings,
            [.. numbers.Select(number => (number, Sorted(number, readings, data)))],
            [.. conclusions[0].Select((claim, i) => (claim.Says, conclusions.Select(of => of[i].Judge(data).Answer).ToImmutableArray()))],
            await source.GetFingerprintAsync(stop));
    }

    private static ImmutableArray<CurvePoint> Sorted(PaperNumber number, IReadOnlyList<Reading> readings, ClaimData data) =>
    [
        .. readings.Select(reading =>
        {
            var cell = reading.Cells[number.Cell].Number;
            var claim = new ValueClaim(number.Name, [cell], number.Measure, number.Value, number.Rounding);
            return new CurvePoint(reading, data.Values(cell, number.Measure).DefaultIfEmpty(double.NaN).Average(), claim.Judge(data).Answer);
        }).OrderBy(point => point.Mean).ThenBy(point => point.Reading.Number),
    ];
}
