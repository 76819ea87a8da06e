using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Plots;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Results;

/// <summary>One cell against the baseline.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Paired">The comparison by replicate, the cell less the baseline; null without a common completed replicate.</param>
/// <param name="LeftOut">Replicates that ended in one of the two cells without a measurement in both.</param>
/// <param name="Holm">p after Holm's adjustment over the family; null where there is no p.</param>
/// <param name="Better">Almost stochastic order: the cell above the baseline; null for fewer than two pairs.</param>
/// <param name="Worse">The baseline above the cell.</param>
/// <param name="Corrected">The Nadeau–Bengio interval and p, where they were asked for.</param>
internal sealed record CellComparison(
    Cell Cell, PairedComparison? Paired, long LeftOut, double? Holm,
    StochasticOrderResult? Better, StochasticOrderResult? Worse, (Estimate Mean, double PValue)? Corrected);

/// <summary>Every other cell of a sweep against one.</summary>
/// <remarks>Differences, intervals and p are the report's: one declared family, whatever test set is asked about.</remarks>
/// <param name="Sweep">The sweep.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
/// <param name="Measure">On what: accuracy on X or on −X.</param>
/// <param name="CorrectedRatio">n_test/n_train of the Nadeau–Bengio correction; null for none.</param>
/// <param name="Family">How many differences the declared family has: all from this baseline, on both test sets.</param>
/// <param name="Others">The comparisons on this test set, in cell order.</param>
internal sealed record BaselineComparison(
    Sweep Sweep, Cell Baseline, Measure Measure, double? CorrectedRatio, int Family, IReadOnlyList<CellComparison> Others)
{
    /// <summary>Why some comparison has no p; null where all have one.</summary>
    public string? Refusal => Others.Select(one => one.Paired?.Refusal).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Reads the runs and compares.</summary>
    public static async Task<BaselineComparison> ReadAsync(
        ISweepSource source, Cell baseline, Measure measure, double? correctedRatio, CancellationToken stop)
    {
        var sweep = source.Sweep;
        var runs = new Dictionary<int, CellRuns>();
        foreach (var cell in sweep.Cells)
        {
            runs[cell.Number] = await CellRuns.ReadAsync(source, cell.Number, stop);
        }

        var differences = Difference.Of(sweep, runs, baseline.Number);
        var side = measure == Measure.Inverted ? TestSide.Inverted : TestSide.Original;
        var others = sweep.Cells.Where(cell => cell != baseline).Select(cell => Compare(
            sweep, cell, differences.FirstOrDefault(one => one.Cell == cell.Number && (one.Side == side || one.Side is TestSide.Both)),
            runs[cell.Number], runs[baseline.Number], correctedRatio));
        return new BaselineComparison(sweep, baseline, measure, correctedRatio, differences.Count, [.. others]);
    }

    private static CellComparison Compare(
        Sweep sweep, Cell cell, Difference? difference, CellRuns runs, CellRuns reference, double? ratio)
    {
        var ended = runs.Ended.Union(reference.Ended).Count();
        if (difference is null)
        {
            return new CellComparison(cell, null, ended, null, null, null, null);
        }

        var (left, right) = difference.Side is TestSide.Inverted ? (runs.Inverted, reference.Inverted) : (runs.Original, reference.Original);
        var pairs = Enumerable.Range(0, left.Length).Where(k => left[k] >= 0 && right[k] >= 0).ToList();
        double[] x = [.. pairs.Select(k => (double)left[k] / runs.Total)];
        double[] y = [.. pairs.Select(k => (double)right[k] / reference.Total)];

        // What is said of replicates as independent pairs is not said where they share levels.
        var isAlone = CrossedDesign.Of(sweep.Spec.Replicates) is null;
        var question = Difference.QuestionOf(cell.Number, difference.Side);
        return new CellComparison(
            cell, difference.Comparison, ended - pairs.Count, difference.Adjusted,
            isAlone && pairs.Count > 1 ? StochasticOrder.Compare(x, y, sweep.Spec.Seed, question) : null,
            isAlone && pairs.Count > 1 ? StochasticOrder.Compare(y, x, sweep.Spec.Seed, question) : null,
            isAlone && ratio is { } testToTrain ? CorrectedResampledT.Mean([.. x.Zip(y, (one, other) => one - other)], testToTrain) : null);
    }
}
