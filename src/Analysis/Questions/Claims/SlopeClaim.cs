using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A changes with B": the slope of one measure over another, across the runs of a cell, stays within bounds.</summary>
/// <remarks>Least squares with a t interval (<see cref="LeastSquares"/>). Holds where it lies inside the bounds, fails where outside.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
/// <param name="Measure">What changes.</param>
/// <param name="By">With what.</param>
/// <param name="AtLeast">The lower bound of the change of a unit; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
public sealed record SlopeClaim(
    string Says, ImmutableArray<int> Cells, Measure Measure, Measure By, double AtLeast, double AtMost) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data) => Verdict.OfAll(Cells.Select(cell =>
    {
        (double X, double Y)[] points = [.. data.Trials(cell).Select(trial => (By.Of(trial), Measure.Of(trial)))
            .Where(point => double.IsFinite(point.Item1) && double.IsFinite(point.Item2))];
        var slope = LeastSquares.Slope([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)], data.Level);
        return slope.Interval is not { } interval
            ? new Verdict(ClaimAnswer.Undecided, $"{data.Name(cell)}: no slope from {points.Length} runs")
            : new Verdict(BoundClaim.AnswerOf(interval, AtLeast, AtMost), string.Create(
                CultureInfo.InvariantCulture,
                $"{data.Name(cell)}: {slope.Value:+0.######;-0.######} [{interval.Lower:+0.######;-0.######}, {interval.Upper:+0.######;-0.######}] a unit of {By} (least squares, n = {points.Length})"));
    }));
}
