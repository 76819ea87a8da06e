namespace Symmetry.Analysis.Json;

/// <summary>One column of an export that holds a number of a trial's result.</summary>
/// <param name="Name">The name: that of a real metric, or <c>correct_KEY</c> and <c>total_KEY</c> for a proportion.</param>
/// <param name="IsCount">Whether the values are whole numbers.</param>
/// <param name="Read">The value of a trial: for counts 0, and for real numbers NaN, if the trial has none.</param>
public sealed record MetricColumn(string Name, bool IsCount, Func<TrialResult, double> Read)
{
    /// <summary>The columns of a metric.</summary>
    public static IReadOnlyList<MetricColumn> ColumnsOf(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Kind is MetricKind.Proportion
            ?
            [
                new($"correct_{metric.Key}", IsCount: true, result => result.Find(metric.Name)?.Correct ?? 0),
                new($"total_{metric.Key}", IsCount: true, result => result.Find(metric.Name)?.Total ?? 0),
            ]
            : [new(metric.Name, IsCount: false, result => result.Find(metric.Name)?.Value ?? double.NaN)];
    }
}
