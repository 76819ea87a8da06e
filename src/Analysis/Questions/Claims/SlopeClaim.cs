namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"A changes with B": the slope of one metric over another, across the runs of a cell, stays within bounds.</summary>
/// <remarks>Least squares with a t interval (<see cref="LeastSquares"/>). Holds where it lies inside the bounds, fails where outside.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
/// <param name="Metric">What changes.</param>
/// <param name="By">With what.</param>
/// <param name="AtLeast">The lower bound of the change of a unit; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
public sealed record SlopeClaim(string Says, ImmutableArray<int> Cells, Metric Metric, Metric By, double AtLeast, double AtMost) : CellClaim(Says, Cells)
{
    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int cell, double level)
    {
        var points = new PairedRuns(runs.Values(cell, By), runs.Values(cell, Metric));
        var slope = LeastSquares.Slope(points.First, points.Second, level);
        return slope.Interval is { } interval
            ? new ClaimVerdict(AnswerWithin(interval, AtLeast, AtMost), Text(
                $"{Name(runs, cell)}: {Say(slope.Value)} [{Say(interval.Lower)}, {Say(interval.Upper)}] per unit of {By} (least squares, n = {points.Count})"))
            : ClaimVerdict.TooFewRuns($"{Name(runs, cell)}: no slope from {Numbers.Count(points.Count, "run")}");

        static string Say(double value) =>
            value.ToString(Math.Abs(value) is > 0 and < 1e-5 ? "+0.###e+0;-0.###e+0" : "+0.######;-0.######", CultureInfo.InvariantCulture);
    }
}
