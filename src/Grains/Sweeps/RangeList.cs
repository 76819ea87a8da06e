namespace Symmetry.Grains.Sweeps;

/// <summary>Gathers trials into ranges; neighbours that come one after the other share one.</summary>
internal sealed class RangeList
{
    private readonly List<TrialRange> ranges = [];

    public void Add(long trial)
    {
        if (ranges.Count > 0 && ranges[^1].To == trial)
        {
            ranges[^1] = ranges[^1] with { To = trial + 1 };
        }
        else
        {
            ranges.Add(new TrialRange(trial, trial + 1));
        }
    }

    public TrialRange[] ToArray() => [.. ranges];
}

/// <summary>Reads ranges.</summary>
internal static class TrialRanges
{
    /// <summary>The trials of a range, lowest first.</summary>
    public static IEnumerable<long> Trials(this TrialRange range)
    {
        for (var trial = range.From; trial < range.To; trial++)
        {
            yield return trial;
        }
    }
}
