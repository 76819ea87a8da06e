namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Every other cell of a sweep against one.</summary>
/// <remarks>Differences, intervals and p are the report's: one declared family, whatever test set is asked about.</remarks>
/// <param name="Runs">What the sweep found.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
/// <param name="Metric">The metric.</param>
/// <param name="CorrectedRatio">n_test/n_train of the Nadeau–Bengio correction; null for none.</param>
/// <param name="Family">How many differences the declared family has.</param>
/// <param name="Others">The comparisons in this metric, in cell order.</param>
public sealed record BaselineComparison(
    SweepRuns Runs, Cell Baseline, Metric Metric, double? CorrectedRatio, int Family, IReadOnlyList<CellComparison> Others)
{
    /// <summary>The sweep.</summary>
    public Sweep Sweep => Runs.Sweep;

    /// <summary>Why some comparison has no p; null where all have one.</summary>
    public string? NoPValueReason => Others.Select(other => other.Paired?.NoPValueReason).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Compares.</summary>
    public static BaselineComparison Compare(SweepRuns runs, Cell baseline, Metric metric, double? correctedRatio = null)
    {
        var family = Difference.Compare(runs, baseline.Number, Difference.Family(metric));
        var others = runs.Sweep.Cells.Where(cell => cell != baseline).Select(cell => Compare(
            runs, cell, family.FirstOrDefault(difference => difference.Cell == cell && (difference.Metric == metric || difference.IsOfBothTestSets)),
            baseline, correctedRatio));
        return new BaselineComparison(runs, baseline, metric, correctedRatio, family.Count, [.. others]);
    }

    private static CellComparison Compare(SweepRuns runs, Cell cell, Difference? difference, Cell baseline, double? ratio)
    {
        var ended = runs.Cells[cell.Number].EndedInEither(runs.Cells[baseline.Number]);
        if (difference is null)
        {
            return new CellComparison(cell, null, ended, null, null, null);
        }

        // What is said of replicates as independent pairs is not said where they share levels.
        var (pairs, isIndependent) = (difference.Pairs, runs.Design is null);
        var (seed, question) = (runs.Sweep.Spec.Seed, runs.QuestionOf(cell.Number, difference.Metric));
        return new CellComparison(
            cell, difference, ended - pairs.Count,
            isIndependent && pairs.Count > 1 ? StochasticOrder.Compare(pairs.First, pairs.Second, seed, question) : null,
            isIndependent && pairs.Count > 1 ? StochasticOrder.Compare(pairs.Second, pairs.First, seed, question) : null,
            isIndependent && ratio is { } testToTrain ? CorrectedResampledT.Mean(pairs.Differences, testToTrain) : null);
    }
}
