namespace Symmetry.Grains.Sweeps;

/// <summary>Collects trials into ranges; consecutive trials share one.</summary>
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

    public static TrialRange[] Collect(long[] trials)
    {
        var list = new RangeList();
        Array.ForEach(trials, list.Add);
        return list.ToArray();
    }
}
