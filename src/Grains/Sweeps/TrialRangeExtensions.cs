namespace Symmetry.Grains.Sweeps;

/// <summary>Enumerates ranges.</summary>
internal static class TrialRangeExtensions
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
