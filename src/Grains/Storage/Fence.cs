namespace Symmetry.Grains.Storage;

/// <summary>What must hold for a coordinator's writes: its epoch is the current one, and the rows that it counted are still in the store.</summary>
/// <param name="Epoch">The coordinator's epoch.</param>
/// <param name="Rows">The number of rows of the sweep that the coordinator knows to be stored.</param>
public readonly record struct Fence(long Epoch, long Rows)
{
    /// <summary>Whether this holds for what the store has; for a sweep that it does not have, that is 0 rows and epoch 0.</summary>
    internal bool Holds(Fence found) => found.Epoch == Epoch && found.Rows >= Rows;

    /// <summary>Why this does not hold. Missing rows come first, because a database that was restored has another epoch as well.</summary>
    internal Exception WhyBroken(string id, Fence found) => found.Rows < Rows
        ? new MissingRowsException(id, found.Rows, Rows)
        : new StaleCoordinatorException(id, found.Epoch, Epoch);
}
