namespace Symmetry.Engine.Features;

/// <summary>Keeps the most recently used values of a costly function, within a bound on their weight. Thread-safe.</summary>
/// <remarks>A value is computed once, by the first caller, while others wait for it. A failed computation is not kept.</remarks>
/// <param name="compute">The function.</param>
/// <param name="weigh">The weight of a value, at least 0.</param>
/// <param name="capacity">The least recently used values beyond this total weight are dropped.</param>
/// <param name="minKept">Values that are kept whatever they weigh.</param>
internal sealed class RecentValues<TKey, TValue>(Func<TKey, TValue> compute, Func<TKey, TValue, long> weigh, long capacity, int minKept)
    where TKey : IEquatable<TKey>
{
    private readonly Lock gate = new();
    private readonly LinkedList<(TKey Key, Lazy<TValue> Value)> recent = new();

    /// <summary>The value for a key.</summary>
    public TValue Get(TKey key)
    {
        var entry = FindOrAdd(key);
        try
        {
            return entry.Value.Value;
        }
        catch
        {
            // What cannot be computed now may succeed later.
            lock (gate)
            {
                recent.Remove(entry);
            }

            throw;
        }
    }

    private (TKey Key, Lazy<TValue> Value) FindOrAdd(TKey key)
    {
        lock (gate)
        {
            var node = recent.First;
            while (node is not null && !node.Value.Key.Equals(key))
            {
                node = node.Next;
            }

            if (node is not null)
            {
                recent.Remove(node);
                recent.AddFirst(node);
                return node.Value;
            }

            Trim();
            var entry = (key, new Lazy<TValue>(() => compute(key)));
            recent.AddFirst(entry);
            return entry;
        }
    }

    private void Trim()
    {
        var (weight, kept) = (0L, 0);
        for (var node = recent.First; node is not null; kept++)
        {
            var next = node.Next;

            // A value that is still being computed weighs nothing yet.
            weight += node.Value.Value.IsValueCreated ? weigh(node.Value.Key, node.Value.Value.Value) : 0;
            if (weight > capacity && kept >= minKept)
            {
                recent.Remove(node);
            }

            node = next;
        }
    }
}
