namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A metric stays within bounds: on every trial, or on average.</summary>
/// <remarks>
/// On every trial it is a count: one trial outside makes it fail, and where none is, the evidence has the rate that is still possible. On
/// average it holds where the interval of the mean (<see cref="MeanIntervals"/>) lies inside the bounds, and fails where it lies outside.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
/// <param name="Metric">The metric.</param>
/// <param name="AtLeast">The lower bound; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
/// <param name="OnEveryTrial">Whether it is about every trial, or about the mean.</param>
public sealed record BoundClaim(
    string Says, ImmutableArray<int> Cells, Metric Metric, double AtLeast, double AtMost, bool OnEveryTrial) : CellClaim(Says, Cells)
{
    /// <inheritdoc/>
    public override bool IsStatistical => !OnEveryTrial;

    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int cell, double level) =>
        OnEveryTrial ? OnEvery(runs, cell, level) : OnAverage(runs, cell, level);

    private ClaimVerdict OnEvery(SweepRuns runs, int cell, double level)
    {
        var values = runs.Values(cell, Metric).Finite;
        if (values.Length == 0)
        {
            return ClaimVerdict.TooFewRuns($"{Name(runs, cell)} has no completed run");
        }

        var inside = values.Count(value => value >= AtLeast && value <= AtMost);
        var (least, most) = (MetricText.Value(Metric, values.Min(), 6), MetricText.Value(Metric, values.Max(), 6));
        var count = Text($"{Name(runs, cell)}: {inside} of {Numbers.Count(values.Length, "trial")}, from {least} to {most}");
        return inside == values.Length
            ? new ClaimVerdict(ClaimAnswer.Holds, count + PossibleRate(runs, values.Length, level)) { HasInterval = runs.Design is null }
            : new ClaimVerdict(ClaimAnswer.Fails, count) { HasInterval = false };
    }

    private ClaimVerdict OnAverage(SweepRuns runs, int cell, double level)
    {
        var mean = runs.Mean(cell, Metric, level);
        return mean.Interval is { } interval
            ? new ClaimVerdict(AnswerWithin(interval, AtLeast, AtMost), Text(
                $"{Name(runs, cell)}: mean {Say(mean.Value)} [{Say(interval.Lower)}, {Say(interval.Upper)}] ({runs.Means.Name}, n = {mean.N})"))
            : ClaimVerdict.TooFewRuns(runs.Design is null
                ? $"{Name(runs, cell)} has {Numbers.Count(mean.N, "completed run")}"
                : Text($"{Name(runs, cell)}: {mean.N} of {runs.Sweep.Replicates} crossed runs are completed"));

        string Say(double value) => MetricText.Value(Metric, value);
    }
}
