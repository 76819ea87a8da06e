using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Paired differences from one baseline as a table.</summary>
public static class DifferenceTable
{
    /// <summary>One row per difference; without p where the replicates are not fixed in advance (<see cref="SweepRuns.HasFixedReplicates"/>).</summary>
    public static ResultTable Build(SweepRuns runs, IReadOnlyList<Difference> differences) => new(
        $"Paired differences{(IsOfRates(differences) ? " of rates" : "")}: cell minus baseline, replicate by replicate.",
        [
            new TableColumn("cell", IsNumber: false), new TableColumn("on", IsNumber: false), new TableColumn("pairs"),
            new TableColumn("difference"), new TableColumn(runs.Design is null ? "simultaneous 95 %" : "95 % interval"), new TableColumn("p adjusted"),
            new TableColumn("effect"), new TableColumn("finds"), new TableColumn("P(better)"), new TableColumn("variance saved"),
        ],
        [.. differences.Select(IReadOnlyList<string> (difference) =>
        [
            CellLabel.Long(runs.Sweep, difference.Cell),
            difference.Label,
            Numbers.Count(difference.Comparison.Pairs),
            MetricText.Signed(difference.Metric, difference.Comparison.Difference.Value),
            difference.Interval is { } interval
                ? $"[{MetricText.Signed(difference.Metric, interval.Lower)}, {MetricText.Signed(difference.Metric, interval.Upper)}]" : Numbers.Undefined,
            Numbers.P(runs.HasFixedReplicates ? difference.Adjusted : null),
            Numbers.Fixed(difference.Comparison.EffectSize, 1),
            MetricText.Finite(difference.Metric, difference.LeastDetectable),
            Numbers.Fixed(Better(difference), 2),
            double.IsFinite(difference.Comparison.VarianceSaved) ? $"{Numbers.Fixed(100 * difference.Comparison.VarianceSaved, 0)} %" : Numbers.Undefined,
        ])]);

    // Superiority is the chance of the larger value.
    private static double Better(Difference difference) => difference.Metric.Better switch
    {
        MetricDirection.Larger => difference.Comparison.Superiority.Value,
        MetricDirection.Smaller => 1 - difference.Comparison.Superiority.Value,
        _ => double.NaN,
    };

    private static bool IsOfRates(IReadOnlyList<Difference> differences) => differences.All(difference => KnownMetrics.TestSets.Contains(difference.Metric));
}
