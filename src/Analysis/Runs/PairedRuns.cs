namespace Symmetry.Analysis.Runs;

/// <summary>The replicates that have a finite value on both sides, in their order.</summary>
public sealed class PairedRuns
{
    private readonly MetricRuns first;
    private readonly MetricRuns second;
    private readonly int[] replicates;

    /// <summary>Pairs the runs of two cells, or two metrics of one cell.</summary>
    public PairedRuns(MetricRuns first, MetricRuns second)
    {
        (this.first, this.second) = (first, second);
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

    /// <summary>The number of questions behind both sides' counts; 0 where they have no counts of the same total.</summary>
    public int Total => first.Total == second.Total ? first.Total : 0;

    /// <summary>The counts of both sides; only where <see cref="Total"/> is above 0.</summary>
    public (int[] First, int[] Second) Counts => (Array.ConvertAll(replicates, first.CorrectAt), Array.ConvertAll(replicates, second.CorrectAt));
}
