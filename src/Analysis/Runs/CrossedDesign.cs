namespace Symmetry.Analysis.Runs;

/// <summary>The factors of a crossed design in the order of its replicates, the last one fastest.</summary>
/// <param name="Names">What is crossed: seeds, splits, weights, orders, permutations.</param>
/// <param name="Levels">How many levels each has, at least 2.</param>
public sealed record CrossedDesign(IReadOnlyList<string> Names, IReadOnlyList<int> Levels)
{
    /// <summary>The factors; null where no two are crossed, so that all replicates are independent runs.</summary>
    /// <remarks>A factor of one level is held fixed: nothing can be said about it, and what is found holds for that level.</remarks>
    public static CrossedDesign? Find(ReplicateDesign design)
    {
        var crossed = Factors(design).Where(factor => factor.Size > 1).ToList();
        return crossed.Count < 2 ? null : new CrossedDesign([.. crossed.Select(factor => factor.Name)], [.. crossed.Select(factor => factor.Size)]);
    }

    /// <summary>The names of the factors that are held fixed in all replicates.</summary>
    public static IReadOnlyList<string> HeldFixed(ReplicateDesign design) =>
        [.. Factors(design).Where(factor => factor.Size == 1).Select(factor => factor.Name)];

    /// <summary>The mean with an interval that counts levels, not runs.</summary>
    /// <param name="values">One value a replicate, in their order, none missing.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public Estimate Mean(ReadOnlySpan<double> values, double level = Estimate.DefaultLevel) => VarianceComponents.MeanOf(Names, Levels, values, level);

    /// <summary>How much of the variance of one run each factor brings.</summary>
    /// <param name="values">One value a replicate, in their order, none missing.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="question">Tells independent questions apart.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public VarianceComponents Components(ReadOnlySpan<double> values, long seed, uint question, double level = Estimate.DefaultLevel) =>
        VarianceComponents.Analyse(Names, Levels, values, seed, question, level);

    private static (string Name, int Size)[] Factors(ReplicateDesign design) =>
        [("seed", design.Seeds), ("split", design.Splits), ("weights", design.Weights), ("order", design.Orders), ("P", design.Permutations),
            .. design.Named.Select(factor => (factor.Name, factor.Size))];
}
