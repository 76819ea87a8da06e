using Symmetry.Client.Sweeps;
using Symmetry.Engine.Claims;
using Symmetry.Engine.Statistics;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

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
/// <param name="Sweep">The sweep.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
/// <param name="Measure">On what: accuracy on X or on −X.</param>
/// <param name="CorrectedRatio">n_test/n_train of the Nadeau–Bengio correction; null for none.</param>
/// <param name="Others">The comparisons, in cell order: the declared family.</param>
internal sealed record BaselineComparison(
    Sweep Sweep, Cell Baseline, Measure Measure, double? CorrectedRatio, IReadOnlyList<CellComparison> Others)
{
    /// <summary>Why some comparison has no p; null where all have one.</summary>
    public string? Refusal => Others.Select(one => one.Paired?.Refusal).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Reads the runs and compares.</summary>
    public static async Task<BaselineComparison> ReadAsync(
        ISweepSource source, Cell baseline, Measure measure, double? correctedRatio, CancellationToken stop)
    {
        var sweep = source.Sweep;
        var reference = await RunsAsync(source, baseline.Number, stop);
        var found = new List<CellComparison>();
        foreach (var cell in sweep.Cells.Where(cell => cell != baseline))
        {
            found.Add(Compare(sweep, cell, await RunsAsync(source, cell.Number, stop), reference, measure, correctedRatio));
        }

        // The family is every comparison that has a p; those without one claim nothing.
        var tested = found.Where(one => one.Paired?.PValue is not null).ToList();
        var adjusted = HolmAdjustment.Adjust([.. tested.Select(one => one.Paired!.PValue!.Value)]);
        for (var i = 0; i < tested.Count; i++)
        {
            found[found.IndexOf(tested[i])] = tested[i] with { Holm = adjusted[i] };
        }

        return new BaselineComparison(sweep, baseline, measure, correctedRatio, found);
    }

    private static CellComparison Compare(
        Sweep sweep, Cell cell, SortedDictionary<long, TrialResult> runs, SortedDictionary<long, TrialResult> reference, Measure measure, double? ratio)
    {
        var common = runs.Where(run => reference.ContainsKey(run.Key)
            && run.Value.Outcome is TrialOutcome.Completed && reference[run.Key].Outcome is TrialOutcome.Completed).ToList();
        var leftOut = runs.Keys.Union(reference.Keys).Count() - common.Count;
        if (common.Count == 0)
        {
            return new CellComparison(cell, null, leftOut, null, null, null, null);
        }

        var a = common.Select(run => Count(run.Value, measure)).ToArray();
        var b = common.Select(run => Count(reference[run.Key], measure)).ToArray();
        var total = common[0].Value.TotalOriginal;
        var seed = sweep.Spec.Seed;
        var question = (uint)cell.Number;
        double[] x = [.. common.Select(run => measure.Of(run.Value))];
        double[] y = [.. common.Select(run => measure.Of(reference[run.Key]))];

        // Cells with test sets of other sizes are compared as proportions; counts have an exact p.
        var isSameTotal = common.TrueForAll(run => run.Value.TotalOriginal == total && reference[run.Key].TotalOriginal == total);
        var paired = isSameTotal ? PairedComparison.OfCounts(a, b, total, seed, question) : PairedComparison.Of(x, y, seed, question);
        double[] differences = [.. x.Zip(y, (one, other) => one - other)];
        return new CellComparison(
            cell, paired, leftOut, null,
            common.Count < 2 ? null : StochasticOrder.Compare(x, y, seed, question),
            common.Count < 2 ? null : StochasticOrder.Compare(y, x, seed, question),
            ratio is { } testToTrain ? CorrectedResampledT.Mean(differences, testToTrain) : null);
    }

    private static int Count(TrialResult result, Measure measure) =>
        measure == Measure.Inverted ? result.CorrectInverted : result.CorrectOriginal;

    private static async Task<SortedDictionary<long, TrialResult>> RunsAsync(ISweepSource source, int cell, CancellationToken stop)
    {
        var runs = new SortedDictionary<long, TrialResult>();
        await foreach (var row in source.ReadRowsAsync(cell, stop))
        {
            runs[source.Sweep.ReplicateOf(row.Trial)] = row.Read();
        }

        return runs;
    }
}
