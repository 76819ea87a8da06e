namespace Symmetry.Engine.Numerics;

/// <summary>The random numbers of a trial: the index of its stream for each <see cref="Purpose"/>.</summary>
/// <remarks>
/// In an independent replicate every index is the number of the replicate. A crossed design repeats some indices while others
/// change, which separates their variances.
/// </remarks>
/// <param name="Seed">The sweep's seed.</param>
/// <param name="Split">Index of the split of the images.</param>
/// <param name="Weights">Index of the initial weights.</param>
/// <param name="Order">Index of the row orders, one order per epoch.</param>
/// <param name="Permutation">Index of the permutation P.</param>
/// <param name="Orbit">Index of the sample of the orbits.</param>
public readonly record struct StreamIndices(long Seed, uint Split, uint Weights, uint Order, uint Permutation, uint Orbit)
{
    /// <summary>The indices of an independent replicate.</summary>
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
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No trial uses a stream for this purpose."),
    };
}
