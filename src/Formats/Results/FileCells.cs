namespace Symmetry.Formats.Results;

/// <summary>Combinations of the values of factors that occur, and which of them each row has.</summary>
internal sealed class FileCells
{
    /// <summary>Finds the combinations.</summary>
    /// <param name="factors">The factors, the slowest first.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="rank">What orders them; null for the order of the grid, the last factor fastest.</param>
    public FileCells(IReadOnlyList<FileFactor> factors, int rows, Func<int, double>? rank = null)
    {
        // Combination by combination, so that no number of possible ones is too large.
        Of = new int[rows];
        foreach (var factor in factors)
        {
            var known = new Dictionary<(int, int), int>();
            for (var row = 0; row < rows; row++)
            {
                var key = (Of[row], factor.Levels[row]);
                if (!known.TryGetValue(key, out var number))
                {
                    known.Add(key, number = known.Count);
                }

                Of[row] = number;
            }
        }

        var first = new List<int>();
        for (var row = 0; row < rows; row++)
        {
            if (Of[row] == first.Count)
            {
                first.Add(row);
            }
        }

        int Compare(int a, int b) => factors.Select(factor => factor.Levels[first[a]].CompareTo(factor.Levels[first[b]])).FirstOrDefault(order => order != 0);
        var byGrid = Enumerable.Range(0, first.Count).Order(Comparer<int>.Create(Compare)).ToArray();
        var sorted = rank is null ? byGrid : [.. byGrid.OrderBy(cell => rank(first[cell]))];
        IsInGridOrder = rank is null || sorted.AsSpan().SequenceEqual(byGrid);
        IsComplete = factors.Aggregate(1.0, (product, factor) => product * factor.Texts.Count) == first.Count;
        FirstRows = [.. sorted.Select(cell => first[cell])];
        var places = new int[first.Count];
        foreach (var (place, cell) in sorted.Index())
        {
            places[cell] = place;
        }

        for (var row = 0; row < rows; row++)
        {
            Of[row] = places[Of[row]];
        }
    }

    /// <summary>The number of the combination of each row.</summary>
    public int[] Of { get; }

    /// <summary>The first row of each combination.</summary>
    public ImmutableArray<int> FirstRows { get; }

    /// <summary>The number of combinations.</summary>
    public int Count => FirstRows.Length;

    /// <summary>Whether every combination occurs that can.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether they are numbered in the order of the grid.</summary>
    public bool IsInGridOrder { get; }
}
