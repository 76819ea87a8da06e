namespace Symmetry.Analysis.Runs;

/// <summary>The replicates that have a finite value on both sides, in their order.</summary>
public sealed class PairedRuns
{
    private readonly int[] replicates;

    /// <summary>Pairs the runs of two cells, or two metrics of one cell.</summary>
    public PairedRuns(MetricRuns first, MetricRuns second)
    {
        replicates = [.. Enumerable.Range(0, Math.Min(first.Length, second.Length)).Where(k => double.IsFinite(first.At(k)) && double.IsFinite(second.At(k)))];
        First = Array.ConvertAll(replicates, first.At);
        Second = Array.ConvertAll(replicates, second.At);
        Differences = [.. First.Zip(Second, (a, b) => a - b)];
    }

    /// <summary>How many pairs there are.</summary>
    public int Count => replicates.Length;

    /// <summary>The values of the first side.</summary>
    public double[] First { get; }

    /// <summary>The values of the second side.</summary>
    public double[] Second { get; }

    /// <summary>First minus second.</summary>
    public double[] Differences { get; }

    /// <summary>First minus second in replicates 0 … length − 1; NaN where a side has no finite value.</summary>
    public double[] InAll(int length)
    {
        var all = new double[length];
        Array.Fill(all, double.NaN);
        for (var pair = 0; pair < replicates.Length; pair++)
        {
            all[replicates[pair]] = Differences[pair];
        }

        return all;
    }
}
