namespace Symmetry.Engine.Experiments;

/// <summary>One number that a trial reports, under a name of its own.</summary>
/// <param name="Name">1 to 64 letters, digits and underscores, such as <c>accuracy_orbit</c>.</param>
/// <param name="Kind">Proportion or real.</param>
/// <param name="Better">Which values are better.</param>
/// <param name="Summary">What it measures, in a few words.</param>
public sealed record Metric(string Name, MetricKind Kind, MetricDirection Better, string Summary)
{
    /// <summary>The name in the JSON of tables and in the column names of exports. Default: <see cref="Name"/>.</summary>
    public string Key { get; init; } = Name;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
