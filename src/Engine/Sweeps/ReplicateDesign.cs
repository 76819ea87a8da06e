using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Sweeps;

/// <summary>How often each cell is repeated, and which sources of randomness the replicates share.</summary>
/// <remarks>
/// <para>
/// A crossed factor of size n has n levels, and all combinations of levels of the crossed factors are run. A source of randomness that
/// is not crossed (size 0) is drawn anew in every replicate. Replicate k counts the combinations with the last factor fastest, in
/// the order splits, weights, orders, permutations.
/// </para>
/// <para>
/// A plain number of replicates crosses nothing: they are independent. <see cref="Seeds"/> is the common case in which split, weights,
/// order and orbit vary together, crossed with the permutations.
/// </para>
/// </remarks>
public sealed record ReplicateDesign
{
    /// <summary>The maximum number of replicates of a cell.</summary>
    public const int MaxReplicates = 10_000_000;

    /// <summary>The smallest budget of a cell of a sweep with a goal, and the replicates before an interval can be narrow enough.</summary>
    public const int MinBudget = 30;

    /// <summary>The number of independent replicates; 0 for a crossed design.</summary>
    public int Plain { get; init; }

    /// <summary>Levels of split, weights, order and orbit, varied together; 0 if not crossed.</summary>
    public int Seeds { get; init; }

    /// <summary>Levels of the split; 0 if not crossed.</summary>
    public int Splits { get; init; }

    /// <summary>Levels of the initial weights; 0 if not crossed.</summary>
    public int Weights { get; init; }

    /// <summary>Levels of the order of the rows; 0 if not crossed.</summary>
    public int Orders { get; init; }

    /// <summary>Levels of the permutation P; 0 if not crossed.</summary>
    public int Permutations { get; init; }

    /// <summary>
    /// Crossed factors with names of their own, for programs and imported results; none of the other factors then is crossed. Default: none.
    /// </summary>
    public ImmutableArray<CrossedFactor> Named { get; init; } = [];

    /// <summary>When cells have enough replicates; null if every cell has the same number.</summary>
    /// <remarks>With a goal, <see cref="Plain"/> is the budget of a cell.</remarks>
    public ReplicateGoal? Goal { get; init; }

    /// <summary>The maximum number of replicates of a cell that stops at a goal; 0 without one.</summary>
    public int AtMost => HasGoal ? Plain : 0;

    /// <summary>Whether cells stop once a goal is reached.</summary>
    public bool HasGoal => Goal is not null;

    /// <summary>Whether any factor is crossed.</summary>
    public bool IsCrossed => Plain == 0;

    /// <summary>The number of replicates of a cell, with a goal the maximum; for a crossed design the product of the sizes of its factors.</summary>
    public long Count => IsCrossed
        ? (long)Math.Max(Seeds, 1) * Math.Max(Splits, 1) * Math.Max(Weights, 1) * Math.Max(Orders, 1) * Math.Max(Permutations, 1)
            * Named.Aggregate(1L, (product, factor) => product * factor.Size)
        : Plain;

    /// <summary>The crossed factors under the names that specifications have, the slowest first; empty for independent replicates.</summary>
    public ImmutableArray<CrossedFactor> Factors =>
    [
        .. new CrossedFactor[]
        {
            new("seeds", Seeds), new("splits", Splits), new("weights", Weights), new("orders", Orders), new("permutations", Permutations),
        }.Where(factor => factor.Size > 0),
        .. Named,
    ];

    /// <summary>A number of independent replicates per cell.</summary>
    public static ReplicateDesign Independent(int replicates) => new() { Plain = replicates };

    /// <summary>Independent replicates until a goal is reached.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="atMost">The budget of a cell, at least <see cref="MinBudget"/>.</param>
    public static ReplicateDesign Until(ReplicateGoal goal, int atMost) => new() { Plain = atMost, Goal = goal };

    /// <summary>Independent replicates until the 95 % intervals of a cell are narrow enough.</summary>
    /// <param name="halfWidth">The half-width, from <see cref="WidthGoal.Min"/> to <see cref="WidthGoal.Max"/>.</param>
    /// <param name="atMost">The budget of a cell, at least <see cref="MinBudget"/>.</param>
    public static ReplicateDesign UntilWidth(double halfWidth, int atMost) => Until(new WidthGoal(halfWidth), atMost);

    /// <summary>The stream indices of replicate k.</summary>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="replicate">0 … <see cref="Count"/> − 1.</param>
    public StreamIndices IndicesOf(long seed, long replicate)
    {
        var fresh = (uint)replicate;
        if (!IsCrossed || !Named.IsEmpty)
        {
            return StreamIndices.Replicate(seed, fresh);
        }

        var rest = replicate;
        var permutation = Level(Permutations, ref rest, fresh);
        var order = Level(Orders, ref rest, fresh);
        var weights = Level(Weights, ref rest, fresh);
        var split = Level(Splits, ref rest, fresh);
        return Seeds > 0
            ? new StreamIndices(seed, (uint)rest, (uint)rest, (uint)rest, permutation, (uint)rest)
            : new StreamIndices(seed, split, weights, order, permutation, fresh);
    }

    /// <summary>The level of each named factor in replicate k, the last factor fastest.</summary>
    public ImmutableArray<FactorLevel> LevelsOf(long replicate)
    {
        var levels = new FactorLevel[Named.Length];
        for (var i = Named.Length - 1; i >= 0; i--)
        {
            levels[i] = new FactorLevel(Named[i].Name, (uint)(replicate % Named[i].Size));
            replicate /= Named[i].Size;
        }

        return [.. levels];
    }

    private static uint Level(int size, ref long rest, uint fresh)
    {
        if (size == 0)
        {
            return fresh;
        }

        var level = (uint)(rest % size);
        rest /= size;
        return level;
    }
}
