using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Results;

/// <summary>The runs of a cell whose replicates are crossed: all of them or nothing, because the design must be balanced.</summary>
internal static class CrossedRuns
{
    /// <summary>Every replicate of a cell, in their order; null unless all were completed.</summary>
    public static async Task<IReadOnlyList<TrialResult>?> ReadAsync(ISweepSource source, int cell, CancellationToken stop)
    {
        var results = new List<TrialResult>();
        await foreach (var row in source.ReadRowsAsync(cell, stop))
        {
            var result = row.Read();
            if (source.Sweep.ReplicateOf(row.Trial) != results.Count || result.Outcome is not TrialOutcome.Completed)
            {
                return null;
            }

            results.Add(result);
        }

        return results.Count == source.Sweep.Replicates ? results : null;
    }

    /// <summary>The cell's means on X and on −X; null unless all replicates were completed.</summary>
    public static async Task<(Estimate Original, Estimate Inverted)?> MeansAsync(
        this CrossedDesign design, ISweepSource source, int cell, CancellationToken stop) =>
        await ReadAsync(source, cell, stop) is { } results
            ? (design.MeanOf(Values(results, Measure.Original)), design.MeanOf(Values(results, Measure.Inverted)))
            : null;

    /// <summary>One measure of each result.</summary>
    public static double[] Values(IReadOnlyList<TrialResult> results, Measure measure) => [.. results.Select(measure.Of)];
}
