using Symmetry.Analysis.Questions.Tuning;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim about two sides that are each tuned anew in every replicate: answered by the paired difference of the chosen cells.</summary>
/// <remarks>The variance of tuning is in the interval: <see cref="TunedComparison"/>.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="First">The cells that the first side chooses from.</param>
/// <param name="Second">The cells of the side that is subtracted.</param>
/// <param name="Select">The metric that selects in each replicate; it has a better direction, and all cells have it.</param>
/// <param name="Metric">The metric that is compared.</param>
/// <param name="Answer">The answer that the interval of the mean difference gives.</param>
public sealed record TunedClaim(
    string Says, ImmutableArray<int> First, ImmutableArray<int> Second, Metric Select, Metric Metric, Func<Interval, ClaimAnswer> Answer) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells => [.. First.Union(Second)];

    /// <inheritdoc/>
    public override ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel) =>
        JudgeTogether(runs, [(First, Second)], "pair", level, (_, levelOfPair) => JudgePair(runs, levelOfPair));

    private ClaimVerdict JudgePair(SweepRuns runs, double level)
    {
        var replicates = Cells.Max(cell => runs.Values(cell, Metric).Length);
        var differences = Tune(First).Zip(Tune(Second), (a, b) => a - b).Where(double.IsFinite).ToArray();
        var mean = runs.Means.MeanOfReals(differences, level);
        var names = $"{NameOf(runs, First)} - {NameOf(runs, Second)}, {Select} selects in each replicate"
            + (SelectedRuns.IsOptimistic(Select, Metric) ? $" (optimistic: it {SelectedRuns.WhyOptimistic(Select)})" : "");
        return mean.Interval is { } interval
            ? new ClaimVerdict(Answer(interval), $"{names}: {Say(mean.Value)} [{Say(interval.Lower)}, {Say(interval.Upper)}] (paired {runs.Means.Name}, "
                + $"{Numbers.Count(differences.Length, "pair")})")
            : ClaimVerdict.TooFewRuns($"{names}: {Numbers.Count(differences.Length, "pair")}");

        double[] Tune(ImmutableArray<int> cells) => new SelectedRuns([.. cells.Select(cell => runs.Cells[cell])], Select, Metric, replicates).Results;

        string Say(double value) => MetricText.Difference(Metric, value);
    }

    // What the cells of a side have in common, and how many there are.
    private static string NameOf(SweepRuns runs, ImmutableArray<int> side)
    {
        var cells = side.Select(cell => runs.Sweep.Cells[cell]).ToList();
        var common = cells[0].Coordinates.Where((value, axis) => cells.TrueForAll(cell => cell.Coordinates[axis] == value)).ToList();
        return $"{(common.Count > 0 ? string.Join('/', common) : "all")} tuned over {Numbers.Count(cells.Count, "cell")}";
    }
}
