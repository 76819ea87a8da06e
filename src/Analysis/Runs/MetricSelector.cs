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
        KnownMetrics.TestSets.All(metrics.Contains) ? [.. metrics, KnownMetrics.Sum] : metrics;

    /// <summary>Every metric that can be asked about in a sweep.</summary>
    public static IReadOnlyList<Metric> Selectable(Sweep sweep) => Selectable(TrialMetrics.InSweep(sweep));

    /// <summary>The metric of this name or alias.</summary>
    /// <param name="metrics">Those that there are.</param>
    /// <param name="name">What was written.</param>
    /// <exception cref="SelectionException">There is no such metric.</exception>
    public static Metric Find(IReadOnlyList<Metric> metrics, string name)
    {
        var meant = Aliases.FirstOrDefault(entry => entry.Alias == name).Metric?.Name ?? name;
        var names = metrics.Select(metric => metric.Name).ToList();
        return metrics.FirstOrDefault(metric => metric.Name == meant)
            ?? throw new SelectionException($"Unknown metric '{name}'. Valid metrics: {string.Join(", ", names)}."
                + NearestName.Hint(name, names.Concat(Aliases.Where(entry => metrics.Contains(entry.Metric)).Select(entry => entry.Alias))));
    }

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
