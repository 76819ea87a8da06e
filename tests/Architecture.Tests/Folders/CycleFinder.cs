namespace Symmetry.Architecture.Tests.Folders;

/// <summary>Finds cycles in a directed graph.</summary>
internal static class CycleFinder
{
    /// <summary>A shortest cycle through each node that lies on one and on none of the cycles found before.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The edges.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Find(IEnumerable<string> nodes, IEnumerable<(string From, string To)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        var found = new List<IReadOnlyList<string>>();
        foreach (var node in nodes.Order(StringComparer.Ordinal))
        {
            if (!found.Any(cycle => cycle.Contains(node)) && Shortest(node, next) is { } cycle)
            {
                found.Add(cycle);
            }
        }

        return found;
    }

    // Breadth first from the node until it is reached again.
    private static List<string>? Shortest(string start, ILookup<string, string> next)
    {
        var before = new Dictionary<string, string>();
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var node))
        {
            foreach (var to in next[node].Order(StringComparer.Ordinal))
            {
                if (to == start)
                {
                    var cycle = new List<string> { node };
                    while (cycle[0] != start)
                    {
                        cycle.Insert(0, before[cycle[0]]);
                    }

                    return cycle;
                }

                if (before.TryAdd(to, node))
                {
                    waiting.Enqueue(to);
                }
            }
        }

        return null;
    }
}
