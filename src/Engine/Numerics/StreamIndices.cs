using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Mlp;

/// <summary>Which repetition of each random ingredient a trial uses: the stream index per <see cref="Purpose"/>.</summary>
/// <remarks>
/// In plain replicates all are the replicate's number. A crossed design repeats some of them while others change, which is
/// what separates their variances.
/// </remarks>
/// <param name="Seed">The sweep's seed.</param>
/// <param name="Split">Which split of the images.</param>
/// <param name="Weights">Which initial weights.</param>
/// <param name="Order">Which orders of the rows, one an epoch.</param>
/// <param name="Permutation">Which permutation P.</param>
/// <param name="Orbit">Which sample of the orbits.</param>
public readonly record struct StreamIndices(long Seed, uint Split, uint Weights, uint Order, uint Permutation, uint Orbit)
{
    /// <summary>The draws of a plain replicate.</summary>
    public static StreamIndices Replicate(long seed, uint replicate) => new(seed, replicate, replicate, replicate, replicate, replicate);

    /// <summary>The stream for a purpose, at its first word.</summary>
    public RandomStream Stream(Purpose purpose, uint part = 0) => new(Seed, purpose, IndexOf(purpose), part);

    private uint IndexOf(Purpose purpose) => purpose switch
    {
        Purpose.Split => Split,
        Purpose.Weights => Weights,
        Purpose.Order => Order,
        Purpose.Permutation => Permutation,
        Purpose.Orbit => Orbit,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No trial draws for this purpose."),
    };
}
