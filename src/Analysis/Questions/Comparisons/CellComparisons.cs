using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Cells of a sweep compared with baselines, or with each other.</summary>
/// <remarks>Differences, intervals and p are those of one declared family, whatever test set is asked about.</remarks>
/// <param name="Runs">What the sweep found.</param>
/// <param name="Baselines">The cells that the others are compared with; empty where all pairs are compared.</param>
/// <param name="Metric">The metric.</param>
/// <param name="CorrectedRatio">n_test/n_train of the Nadeau–Bengio correction; null for none.</param>
/// <param name="Family">The family, which may have differences in another metric.</param>
/// <param name="All">The comparisons in this metric, by baseline and cell.</param>
public sealed record CellComparisons(
    SweepRuns Runs, IReadOnlyList<Cell> Baselines, Metric Metric, double? CorrectedRatio, DifferenceFamily Family, IReadOnlyList<CellComparison> All)
    : ComparisonQuestion(Runs, Baselines, Metric)
{
    /// <summary>Why some comparison has no p; null where all have one.</summary>
    public string? NoPValueReason => All.Select(comparison => comparison.Difference?.NoPValueReason).FirstOrDefault(reason => reason is not null);

    /// <summary>Whether a test for a fixed number of replicates is not valid, so that confidence sequences are shown instead.</summary>
    public bool IsSequential => !Runs.HasFixedReplicates;

    /// <inheritdoc/>
    public override IReadOnlyList<(Cell Cell, Cell Baseline, int Place)> Places
    {
        get
        {
            var own = All.Select(comparison => comparison.Difference).ToHashSet(ReferenceEqualityComparer.Instance);
            return
            [
                .. Family.Differences.Select((difference, place) => (difference.Cell, difference.Baseline, Place: place))
                    .Where(entry => own.Contains(Family.Differences[entry.Place])),
            ];
        }
    }

    /// <summary>The confidence sequence of a difference; null for too few pairs, and where replicates share levels.</summary>
    /// <remarks>Those of the whole family hold together at every n (Bonferroni).</remarks>
    public Interval? SequenceOf(CellComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Runs.Design is null && comparison.Difference is { } difference
            ? ConfidenceSequence.Find(difference.Pairs.Differences, 1 - ((1 - Estimate.DefaultLevel) / Family.Size)).Interval
            : null;
    }

    /// <summary>Compares.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="baselines">The baselines, each once; empty to compare all pairs of cells.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="correctedRatio">n_test/n_train of the Nadeau–Bengio correction; null for none.</param>
    /// <param name="matching">The settings that select the baselines, to compare each cell with the one that has the same other settings; null to
    /// compare it with all.</param>
    /// <param name="among">The cells that are compared with the baselines; null for all.</param>
    /// <exception cref="SelectionException">The family is too large, or no cell has a matching baseline.</exception>
    public static CellComparisons Compare(
        SweepRuns runs, IReadOnlyList<Cell> baselines, Metric metric, double? correctedRatio = null, IReadOnlyList<Setting>? matching = null,
        IReadOnlyCollection<Cell>? among = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var pairs = PairsOf(runs.Sweep, baselines, matching).Where(pair => among?.Contains(pair.Cell) != false).ToList();
        var family = DifferenceFamily.Compare(runs, pairs, Difference.Family(metric, runs.Metrics));
        var found = family.Differences.Where(difference => difference.Metric == metric || difference.IsOfBothTestSets)
            .ToDictionary(difference => (difference.Cell, difference.Baseline));
        return new CellComparisons(
            runs, baselines, metric, correctedRatio, family,
            [.. pairs.Select(pair => Compare(runs, pair.Cell, pair.Baseline, found.GetValueOrDefault(pair), correctedRatio))])
        {
            IsMatched = matching is not null,
        };
    }

    /// <summary>The same with a self-check.</summary>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="SelectionException">There is no p to check, or the family is too large.</exception>
    public CellComparisons WithSelfCheck(CancellationToken stop)
    {
        var length = Family.Differences.Select(difference => Runs.Values(difference.Cell.Number, difference.Metric).Length).DefaultIfEmpty().Max();
        return this with
        {
            SelfCheck = Check(
                new PairedFamily([.. Family.Differences.Select(difference => difference.Pairs.InAll(length))], Sweep.Spec.Seed),
                Family.Differences.All(difference => difference.Adjusted is null) ? NoPValueReason ?? "No replicate was completed in both cells." : null, stop),
        };
    }

    private static CellComparison Compare(SweepRuns runs, Cell cell, Cell baseline, Difference? difference, double? ratio)
    {
        var ended = runs.Cells[cell.Number].EndedInEither(runs.Cells[baseline.Number]);
        if (difference is null)
        {
            return new CellComparison(cell, baseline, null, ended, null, null);
        }

        // What is said of replicates as independent pairs is not said where they share levels.
        var (pairs, isIndependent) = (difference.Pairs, runs.Design is null);
        return new CellComparison(
            cell, baseline, difference, ended - pairs.Count,
            isIndependent && pairs.Count > 1
                ? StochasticOrder.Compare(pairs.First, pairs.Second, runs.Sweep.Spec.Seed, runs.QuestionOf(cell.Number, difference.Metric)) : null,
            isIndependent && ratio is { } testToTrain ? CorrectedResampledT.Mean(pairs.Differences, testToTrain) : null);
    }
}
