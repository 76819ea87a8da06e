namespace Symmetry.Grains.Trials;

/// <summary>Work for a slot that may run together with other work of its kind.</summary>
/// <typeparam name="TItem">What to work on.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public interface IJointWork<TItem, T>
    where T : class
{
    /// <summary>Items with equal keys can run together; null for one that runs alone.</summary>
    object? KeyOf(TItem item);

    /// <summary>Works on one item.</summary>
    T Run(TItem item, CancellationToken stop);

    /// <summary>Works on several items with equal keys; each has its own token.</summary>
    /// <returns>The results, in the order of the items; null for an item that was cancelled, or has to run alone.</returns>
    IReadOnlyList<T?> RunTogether(IReadOnlyList<(TItem Item, CancellationToken Stop)> items);
}
