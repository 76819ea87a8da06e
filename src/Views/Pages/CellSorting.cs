using Symmetry.Analysis.Questions.Tables;
using Symmetry.Engine.Experiments;

namespace Symmetry.Views.Pages;

/// <summary>How the cells on a sweep's page are sorted: by any metric that says which cells are better.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="query">What the page shows now.</param>
public sealed class CellSorting(Sweep sweep, CellsQuery query)
{
    private readonly Metric[] rated = [.. MetricSelector.Selectable(sweep).Where(static metric => metric.Better is not MetricDirection.None)];

    /// <summary>Every order: its value in the query, and its name.</summary>
    public IEnumerable<(string Value, string Name)> Orders =>
    [
        ("", "cell"),
        .. rated.SelectMany(static metric => ((string, string)[])
            [(metric.Name, $"{metric.Name}, best first"), ($"-{metric.Name}", $"{metric.Name}, worst first")]),
    ];

    /// <summary>The address of the first page sorted by a column: best first, or worst first if that is how it is sorted now; null for other columns.</summary>
    public string? AddressOf(TableColumn column) => MetricOf(column) is { } metric
        ? (query with { Sort = query.Sort == metric.Name ? $"-{metric.Name}" : metric.Name, Page = 1 }).Address : null;

    /// <summary>Whether the values of a column are ascending or descending, as aria-sort says it; null if it is not the one that cells are sorted by.</summary>
    public string? DirectionOf(TableColumn column) => MetricOf(column) is { } metric && query.SortedBy == metric.Name
        ? (metric.Better is MetricDirection.Larger != query.IsWorstFirst ? "descending" : "ascending") : null;

    private Metric? MetricOf(TableColumn column) =>
        column?.Header == "mean" ? rated.FirstOrDefault(metric => MetricText.Heading(metric) == column.Group) : null;
}
