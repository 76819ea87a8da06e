using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Runs;

/// <summary>The factors of a crossed design in the order of its replicates, the last one fastest.</summary>
/// <param name="Names">What is crossed: seeds, splits, weights, orders, permutations.</param>
/// <param name="Levels">How many levels each has, at least 2.</param>
public sealed record CrossedDesign(IReadOnlyList<string> Names, IReadOnlyList<int> Levels)
{
    /// <summary>The factors; null where no two are crossed, so that all replicates are independent runs.</summary>
    /// <remarks>A factor of one level is held fixed: nothing can be said about it, and what is found holds for that level.</remarks>
    public static CrossedDesign? Of(ReplicateDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        (string Name, int Size)[] all =
        [
            ("seed", design.Seeds), ("split", design.Splits), ("weights", design.Weights), ("order", design.Orders), ("P", design.Permutations),
        ];
        var crossed = all.Where(factor => factor.Size > 1).ToList();
        return crossed.Count < 2 ? null : new CrossedDesign([.. crossed.Select(one => one.Name)], [.. crossed.Select(one => one.Size)]);
    }

    /// <summary>The mean with an interval that counts levels, not runs.</summary>
    /// <param name="values">One value a replicate, in their order, none missing.</param>
    public Estimate MeanOf(ReadOnlySpan<double> values) => VarianceComponents.MeanOf(Names, Levels, values);
}
