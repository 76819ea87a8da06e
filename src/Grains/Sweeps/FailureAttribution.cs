namespace Symmetry.Grains.Sweeps;

/// <summary>Which silos should take no more work, because trials keep failing there that complete elsewhere.</summary>
/// <remarks>
/// A trial that fails on two silos speaks against the trial; one that fails on the first and completes on the second, against
/// the first silo. So a sweep whose trials all fail puts no silo out. Not thread-safe.
/// </remarks>
internal sealed class FailureAttribution
{
    private const int MaxFailures = 5;

    // One failure in so many rows is bad luck.
    private const int RowsPerFailure = 10;

    private readonly Dictionary<string, (long Rows, long Failures)> counts = [];
    private readonly HashSet<string> sick = [];

    /// <summary>A silo brought so many results.</summary>
    public void RecordResult(string silo, int rows)
    {
        var (known, failures) = counts.GetValueOrDefault(silo);
        counts[silo] = (known + rows, failures);
    }

    /// <summary>A trial failed on this silo and completed on another.</summary>
    /// <returns>Whether that makes it sick.</returns>
    public bool Put(string silo)
    {
        var (rows, failures) = counts.GetValueOrDefault(silo);
        counts[silo] = (rows, ++failures);
        return failures >= MaxFailures && failures * RowsPerFailure > rows && sick.Add(silo);
    }

    /// <summary>A silo says that it is sick.</summary>
    public void Retract(string silo) => sick.Add(silo);

    /// <summary>Whether the silo should take no more work.</summary>
    public bool IsQuarantined(string silo) => sick.Contains(silo);
}
