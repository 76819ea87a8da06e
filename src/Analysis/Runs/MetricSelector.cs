namespace Symmetry.Analysis.Runs;

/// <summary>Finds metrics by name. Words of older specifications and the keys of JSON stand for the names that they had first.</summary>
public static class MetricSelector
{
    private static readonly (string Alias, Metric Metric)[] Aliases =
    [
        ("original", KnownMetrics.Accuracy), ("inverted", KnownMetrics.AccuracyInverted), ("loss", KnownMetrics.TrainLoss),
    ];

    /// <summary>The metrics of trials, and those that are computed from them.</summary>
    public static IReadOnlyList<Metric> Selectable(IReadOnlyList<Metric> metrics) =>
        Classification.HasTestSets(metrics) ? [.. metrics, KnownMetrics.Sum] : metrics;

    /// <summary>Every metric that can be asked about in a sweep.</summary>
    public static IReadOnlyList<Metric> Selectable(Sweep sweep) => Selectable(TrialMetrics.InSweep(sweep));

    /// <summary>The metric of this name or alias.</summary>
    /// <param name="metrics">Those that there are.</param>
    /// <param name="name">What was written.</param>
    /// <exception cref="SelectionException">There is no such metric.</exception>
    public static Metric Find(IReadOnlyList<Metric> metrics, string name)
    {
        var names = metrics.Select(metric => metric.Name).ToList();
        return metrics.FirstOrDefault(metric => metric.Name == name)
            ?? metrics.FirstOrDefault(metric => Aliases.Any(entry => entry.Alias == name && entry.Metric == metric))
            ?? throw new SelectionException($"Unknown metric '{name}'. Valid metrics: {string.Join(", ", names)}."
                + NearestName.Hint(name, names.Concat(Aliases.Where(entry => metrics.Contains(entry.Metric)).Select(entry => entry.Alias))));
    }

    /// <summary>The metric of a question about a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="name">What was written; null for the default (<see cref="DefaultMetric"/>).</param>
    /// <exception cref="SelectionException">There is no such metric, or no default.</exception>
    public static Metric FindOrDefault(Sweep sweep, string? name)
    {
        var metrics = Selectable(sweep);
        return name is not null ? Find(metrics, name)
            : DefaultMetric.Find(sweep.Metrics) ?? throw new SelectionException(
                $"No metric of {sweep.Id} says which values are better, so there is no default. Valid metrics: {string.Join(", ", metrics)}.");
    }

    /// <summary>The first of some metrics whose values say which cells are better; null where none does.</summary>
    public static Metric? FirstRated(IEnumerable<Metric> metrics) => metrics.FirstOrDefault(metric => metric.Better is not MetricDirection.None);

    /// <summary>The metric of this name or alias, if its values say which cells are better.</summary>
    /// <param name="metrics">Those that there are.</param>
    /// <param name="name">What was written.</param>
    /// <exception cref="SelectionException">There is no such metric, or it has no direction.</exception>
    public static Metric FindRated(IReadOnlyList<Metric> metrics, string name)
    {
        var metric = Find(metrics, name);
        return metric.Better is not MetricDirection.None ? metric : throw new SelectionException(NoDirection(metrics, metric));
    }

    /// <summary>Says that a metric has no direction, and which metrics have one.</summary>
    public static string NoDirection(IReadOnlyList<Metric> metrics, Metric metric)
    {
        var valid = metrics.Where(other => other.Better is not MetricDirection.None).Select(other => other.Name);
        return $"{metric} rates no cell: neither larger nor smaller values are better. Valid metrics: {string.Join(", ", valid)}.";
    }

    /// <summary>The metrics of a list of names with commas between them, each once.</summary>
    /// <exception cref="SelectionException">There is no metric of one of the names.</exception>
    public static IReadOnlyList<Metric> FindAll(IReadOnlyList<Metric> metrics, string names) =>
        [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => Find(metrics, name)).Distinct()];
}
