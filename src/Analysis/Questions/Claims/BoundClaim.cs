namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A metric stays within bounds: on every trial, or on average.</summary>
/// <remarks>
/// On every trial it is a count: one trial outside makes it fail. On average it holds where the interval of the mean (<see cref="MeanIntervals"/>)
/// lies inside the bounds, and fails where it lies outside.
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
    protected override ClaimVerdict Judge(SweepRuns runs, int cell, double level) =>
        OnEveryTrial ? OnEvery(runs, cell) : OnAverage(runs, cell, level);

    private ClaimVerdict OnEvery(SweepRuns runs, int cell)
    {
        var values = runs.Values(cell, Metric).Finite;
        if (values.Length == 0)
        {
            return new ClaimVerdict(ClaimAnswer.Undecided, $"{Name(runs, cell)} has no completed run");
        }

        var inside = values.Count(value => value >= AtLeast && value <= AtMost);
        var (least, most) = (MetricText.Value(Metric, values.Min(), 6), MetricText.Value(Metric, values.Max(), 6));
        return new ClaimVerdict(
            inside == values.Length ? ClaimAnswer.Holds : ClaimAnswer.Fails,
            Text($"{Name(runs, cell)}: {inside} of {values.Length} trials, from {least} to {most}"));
    }

    private ClaimVerdict OnAverage(SweepRuns runs, int cell, double level)
    {
        var mean = runs.Mean(cell, Metric, level);
        return mean.Interval is { } interval
            ? new ClaimVerdict(AnswerWithin(interval, AtLeast, AtMost), Text(
                $"{Name(runs, cell)}: mean {Say(mean.Value)} [{Say(interval.Lower)}, {Say(interval.Upper)}] ({runs.Means.Name}, n = {mean.N})"))
            : new ClaimVerdict(ClaimAnswer.Undecided, runs.Design is null
                ? Text($"{Name(runs, cell)} has {mean.N} completed runs")
                : Text($"{Name(runs, cell)}: {mean.N} of {runs.Sweep.Replicates} crossed runs are completed"));

        string Say(double value) => MetricText.Value(Metric, value);
    }
}
