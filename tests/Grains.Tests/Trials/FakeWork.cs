using System.Collections.Concurrent;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Tests.Trials;

/// <summary>Numbers to work on: those with the same tens can run together, negative ones run alone. The result is the number as text.</summary>
internal sealed class FakeWork : IJointWork<int, string>
{
    /// <summary>What ran together, in this order.</summary>
    public ConcurrentQueue<int[]> Groups { get; } = [];

    /// <summary>What ran alone, in this order.</summary>
    public ConcurrentQueue<int> Singles { get; } = [];

    /// <summary>Called for each number that runs alone.</summary>
    public Action<int, CancellationToken> Each { get; init; } = (_, _) => { };

    /// <summary>Called for each group; null for no results.</summary>
    public Func<int[], bool> Together { get; init; } = _ => true;

    public object? KeyOf(int item) => item < 0 ? null : item / 10;

    public string Run(int item, CancellationToken stop)
    {
        Singles.Enqueue(item);
        Each(item, stop);
        return $"{item}";
    }

    public IReadOnlyList<string?> RunTogether(IReadOnlyList<(int Item, CancellationToken Stop)> items)
    {
        int[] group = [.. items.Select(item => item.Item)];
        Groups.Enqueue(group);
        var hasResults = Together(group);
        return [.. items.Select(item => hasResults && !item.Stop.IsCancellationRequested ? $"{item.Item}" : null)];
    }
}
