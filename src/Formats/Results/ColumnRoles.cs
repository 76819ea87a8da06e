using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Results;

/// <summary>What the columns of a file of results mean.</summary>
/// <param name="Replicates">What tells the replicates of a cell apart; several columns are crossed factors where all combinations occur.</param>
/// <param name="Axes">The axes of the grid.</param>
/// <param name="Metrics">The metrics.</param>
internal sealed record ColumnRoles(ImmutableArray<TypedColumn> Replicates, ImmutableArray<TypedColumn> Axes, ImmutableArray<FileMetric> Metrics)
{
    /// <summary>Columns that are not used.</summary>
    public ImmutableArray<TypedColumn> Ignored { get; init; } = [];

    /// <summary>The columns of our own export; null for other files.</summary>
    public ExportColumns? Export { get; init; }

    /// <summary>One line for people: "replicate: seed; axes: model, lr; metrics: accuracy (larger is better)".</summary>
    public string Describe()
    {
        var metrics = Metrics.Select(metric => metric.Metric.Better is MetricDirection.None ? metric.Metric.Name
            : $"{metric.Metric.Name} ({(metric.Metric.Better is MetricDirection.Smaller ? "smaller" : "larger")} is better)");
        var replicates = Replicates.IsEmpty ? "the order of the rows" : List(Replicates);
        return $"replicate: {replicates}; axes: {List(Axes)}; metrics: {List(metrics)}{(Ignored.IsEmpty ? "" : $"; ignored: {List(Ignored)}")}";
    }

    private static string List<T>(IEnumerable<T> names) => names.Any() ? string.Join(", ", names) : "none";
}
