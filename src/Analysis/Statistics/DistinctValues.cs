namespace Symmetry.Analysis.Statistics;

/// <summary>A sorted sample as its distinct values and which of them each run has: rates of a test set have few, however many runs.</summary>
internal sealed class DistinctValues
{
    public DistinctValues(ReadOnlySpan<double> sorted)
    {
        GroupOf = new int[sorted.Length];
        var values = new List<double> { sorted[0] };
        var counts = new List<int> { 0 };
        for (var run = 0; run < sorted.Length; run++)
        {
            if (!sorted[run].Equals(values[^1]))
            {
                values.Add(sorted[run]);
                counts.Add(0);
            }

            GroupOf[run] = values.Count - 1;
            counts[^1]++;
        }

        (Values, Counts) = ([.. values], [.. counts]);
    }

    /// <summary>The distinct values in increasing order.</summary>
    public double[] Values { get; }

    /// <summary>How many runs have each.</summary>
    public int[] Counts { get; }

    /// <summary>The place of each run's value among <see cref="Values"/>.</summary>
    public int[] GroupOf { get; }

    /// <summary>Each value with how many runs have it, in increasing order.</summary>
    public IEnumerable<(double Value, int Count)> Groups() => Values.Zip(Counts);
}
