using Symmetry.Client.Sweeps;
using Symmetry.Engine.Claims;
using Symmetry.Engine.Statistics;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Client.Results;

/// <summary>The factors of a crossed design in the order of its replicates, the last one fastest.</summary>
/// <param name="Names">What is crossed: seeds, splits, weights, orders, permutations.</param>
/// <param name="Levels">How many levels each has, at least 2.</param>
internal sealed record CrossedDesign(IReadOnlyList<string> Names, IReadOnlyList<int> Levels)
{
    /// <summary>The factors; null where no two are crossed, so that all replicates are independent runs.</summary>
    /// <remarks>A factor of one level is held fixed: nothing can be said about it, and what is found holds for that level.</remarks>
    public static CrossedDesign? Of(ReplicateDesign design)
    {
        (string Name, int Size)[] all =
        [
            ("seed", design.Seeds), ("split", design.Splits), ("weights", design.Weights), ("order", design.Orders), ("P", design.Permutations),
        ];
        var crossed = all.Where(factor => factor.Size > 1).ToList();
        return crossed.Count < 2 ? null : new CrossedDesign([.. crossed.Select(one => one.Name)], [.. crossed.Select(one => one.Size)]);
    }

    /// <summary>One measure of every replicate of a cell, in their order; null unless all were completed.</summary>
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

    /// <summary>The cell's means on X and on −X; null unless all replicates were completed, because the design must be balanced.</summary>
    public async Task<(Estimate Original, Estimate Inverted)?> MeansAsync(ISweepSource source, int cell, CancellationToken stop) =>
        await ReadAsync(source, cell, stop) is { } results ? (MeanOf(results, Measure.Original), MeanOf(results, Measure.Inverted)) : null;

    private Estimate MeanOf(IReadOnlyList<TrialResult> results, Measure measure) =>
        VarianceComponents.MeanOf(Names, Levels, Values(results, measure));

    /// <summary>One measure of each result.</summary>
    public static double[] Values(IReadOnlyList<TrialResult> results, Measure measure) => [.. results.Select(measure.Of)];
}
