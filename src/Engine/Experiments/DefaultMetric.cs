namespace Symmetry.Engine.Experiments;

/// <summary>The metric of a question, a goal or a claim where nobody chose one.</summary>
public static class DefaultMetric
{
    /// <summary>The metric called <c>accuracy</c> if it has a better direction, otherwise the first metric that has one; null where none has.</summary>
    /// <param name="metrics">The metrics that the experiment itself reports, in its order.</param>
    public static Metric? Find(IEnumerable<Metric> metrics)
    {
        var rated = metrics.Where(metric => metric.Better is not MetricDirection.None).ToList();
        return rated.Find(metric => metric.Name == Classification.Accuracy.Name) ?? rated.FirstOrDefault();
    }
}
