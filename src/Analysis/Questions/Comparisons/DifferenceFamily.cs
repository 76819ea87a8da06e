using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>All differences that are asked about at once: one declared family, tested together.</summary>
/// <param name="Differences">By pair of cells, metrics in their order; pairs of cells without a common completed replicate are left out.</param>
/// <param name="Test">The test of the family; null where the design is crossed, so that there is no test.</param>
public sealed record DifferenceFamily(IReadOnlyList<Difference> Differences, StepDownMaxT? Test)
{
    /// <summary>The most differences that are tested at once: 20,000.</summary>
    public const int MaxDifferences = 20_000;

    private const string SharedLevels =
        "The design is crossed: its replicates share levels and are no independent pairs, so that intervals count levels and there is no p.";

    /// <summary>How many differences the family has.</summary>
    public int Size => Differences.Count;

    /// <summary>The test in words, for legends; null where there is none.</summary>
    public string? Method => Test is not { Tested: > 0 } test ? null
        : test.IsMcNemar ? "McNemar's exact test, which is that of all sign flips"
        : $"step-down maxT over {(test.IsExact ? "all " : "")}{Numbers.Count(test.Flips)} sign flips of whole replicates";

    /// <summary>Compares pairs of cells in some metrics.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="cells">The pairs of cells.</param>
    /// <param name="metrics">The metrics of the family.</param>
    /// <exception cref="SelectionException">There are more than <see cref="MaxDifferences"/> differences.</exception>
    public static DifferenceFamily Compare(SweepRuns runs, IReadOnlyList<(Cell Cell, Cell Baseline)> cells, IReadOnlyList<Metric> metrics)
    {
        var raw = Questions(cells, metrics).Select(question => (question.Cell, question.Baseline, question.Metric, question.IsOfBoth,
            Pairs: runs.Pairs(question.Cell.Number, question.Baseline.Number, question.Metric))).Where(question => question.Pairs.Count > 0).ToList();
        var length = runs.Cells.Max(cell => metrics.Max(metric => cell.Values(metric).Length));
        var test = runs.Design is null ? StepDownMaxT.Test([.. raw.Select(question => question.Pairs.InAll(length))], runs.Sweep.Spec.Seed) : null;
        var detectable = new Dictionary<int, double>();
        return new DifferenceFamily([.. raw.Select((question, place) => Describe(place))], test);

        Difference Describe(int place)
        {
            var (cell, baseline, metric, isOfBoth, pairs) = raw[place];
            var comparison = PairedComparison.Compare(pairs.First, pairs.Second, runs.Sweep.Spec.Seed, runs.QuestionOf(cell.Number, metric));
            if (test is null)
            {
                // Replicates that share levels are no independent pairs: the interval counts levels, and signs cannot be flipped.
                comparison = comparison with
                {
                    Difference = runs.Means.MeanOfReals(pairs.Differences),
                    BcaDifference = comparison.BcaDifference with { Interval = null },
                    Superiority = comparison.Superiority with { Interval = null },
                    PairedTPValue = null,
                };
                var untested = new FamilyDifference(pairs.Count, comparison.Difference.Value, comparison.DifferenceStandardDeviation, null, null, null, null);
                return new Difference(
                    cell, baseline, metric, isOfBoth, pairs, comparison, untested, comparison.Difference.Interval, null, SharedLevels);
            }

            var tested = test.Differences[place];
            return new Difference(
                cell, baseline, metric, isOfBoth, pairs, comparison, tested, tested.Simultaneous, Least(tested), tested.P is null ? TooFew(pairs.Count) : null);
        }

        double? Least(FamilyDifference tested)
        {
            if (tested.P is null || !(tested.StandardDeviation > 0) || !double.IsFinite(test!.CriticalValue))
            {
                return null;
            }

            if (!detectable.TryGetValue(tested.Pairs, out var noncentrality))
            {
                detectable.Add(tested.Pairs, noncentrality = PairedPower.DetectableNoncentrality(tested.Pairs, test.CriticalValue));
            }

            return noncentrality * tested.StandardDeviation / Math.Sqrt(tested.Pairs);
        }
    }

    /// <summary>Every other cell with one baseline.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="metrics">The metrics of the family.</param>
    /// <param name="cells">The cells that are compared, with or without the baseline.</param>
    public static DifferenceFamily Compare(SweepRuns runs, Cell baseline, IReadOnlyList<Metric> metrics, IReadOnlyList<Cell> cells) =>
        Compare(runs, [.. cells.Where(cell => cell != baseline).Select(cell => (cell, baseline))], metrics);

    /// <summary>How many differences pairs of cells give in some metrics.</summary>
    public static int Count(IReadOnlyList<(Cell Cell, Cell Baseline)> cells, IReadOnlyList<Metric> metrics) =>
        cells.Sum(pair => Questions(pair.Cell, pair.Baseline, metrics).Count());

    /// <summary>The differences of a family.</summary>
    /// <exception cref="SelectionException">There are more than <see cref="MaxDifferences"/> differences.</exception>
    internal static IReadOnlyList<(Cell Cell, Cell Baseline, Metric Metric, bool IsOfBoth)> Questions(
        IReadOnlyList<(Cell Cell, Cell Baseline)> cells, IReadOnlyList<Metric> metrics)
    {
        var asked = cells.SelectMany(pair => Questions(pair.Cell, pair.Baseline, metrics)).ToList();
        return asked.Count <= MaxDifferences ? asked : throw new SelectionException(
            $"{Numbers.Count(cells.Count, "pair")} of cells give {Numbers.Count(asked.Count, "difference")}. Valid families have at most "
            + $"{Numbers.Count(MaxDifferences)}: compare with fewer baselines.");
    }

    // Where both cells see no difference between X and -X, one question is not asked twice.
    private static IEnumerable<(Cell Cell, Cell Baseline, Metric Metric, bool IsOfBoth)> Questions(Cell cell, Cell baseline, IReadOnlyList<Metric> metrics)
    {
        var isSame = cell.Settings is MlpSettings { IsInvariant: true } && baseline.Settings is MlpSettings { IsInvariant: true }
            && Classification.HasTestSets(metrics);
        return metrics.Where(metric => !isSame || metric != KnownMetrics.AccuracyInverted)
            .Select(metric => (cell, baseline, metric, isSame && metric == KnownMetrics.Accuracy));
    }

    private static string TooFew(int pairs) => string.Create(
        CultureInfo.InvariantCulture,
        $"With {pairs} pair{(pairs == 1 ? "" : "s")} the smallest possible sign-flip p is 2^-{pairs - 1} = {Math.Pow(2, 1 - pairs):G4}, above "
        + $"0.05: no outcome could be significant. {StepDownMaxT.MinPairs(1 - Estimate.DefaultLevel)} pairs are needed.");
}
