using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Sweeps;

/// <summary>Each cell continues until its 95 % intervals are narrow enough: on X and on −X, or of the default metric of an experiment without them.</summary>
/// <param name="HalfWidth">The half-width, from <see cref="Min"/> to <see cref="Max"/>.</param>
public sealed record WidthGoal(double HalfWidth) : ReplicateGoal
{
    /// <summary>The smallest half-width.</summary>
    public const double Min = 1e-5;

    /// <summary>The largest half-width.</summary>
    public const double Max = 0.5;

    /// <summary>The metrics whose intervals become narrow: both accuracies, otherwise the default metric if it is a proportion; none if it is not.</summary>
    /// <param name="shared">The metrics that every cell measures.</param>
    public static IReadOnlyList<Metric> MetricsOf(IReadOnlyList<Metric> shared) =>
        Classification.HasTestSets(shared) ? Classification.TestSets
        : DefaultMetric.Find(shared) is { Kind: MetricKind.Proportion } metric ? [metric]
        : [];

    /// <inheritdoc/>
    public override string Key => "until";

    /// <inheritdoc/>
    public override int Rule => 4;
}
