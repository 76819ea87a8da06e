namespace Symmetry.Analysis.Runs;

/// <summary>A metric of a sweep as a goal reads it: larger is better.</summary>
internal sealed class RatedMetric
{
    private readonly int sign;

    /// <summary>Finds the metric.</summary>
    /// <param name="sweep">A sweep whose cells have it.</param>
    /// <param name="name">Its name.</param>
    public RatedMetric(Sweep sweep, string name)
    {
        Metric = sweep.Metrics.First(metric => metric.Name == name);
        sign = Metric.Better is MetricDirection.Smaller ? -1 : 1;
    }

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>A value, negated where smaller is better.</summary>
    public double Rate(double value) => sign * value;

    /// <summary>The value of a result; NaN where it has none.</summary>
    public double Rate(TrialResult result) =>
        result.Outcome is TrialOutcome.Completed && result.Find(Metric.Name) is { } value ? Rate(value.Value) : double.NaN;
}
