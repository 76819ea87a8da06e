namespace Symmetry.Grains.Sweeps;

/// <summary>Finds silos on which trials keep failing that complete elsewhere; they get no more work.</summary>
/// <remarks>
/// A trial that fails on two silos is itself at fault. If it fails on one silo and completes on another, the first silo is. So a sweep
/// whose trials all fail quarantines no silo. Not thread-safe.
/// </remarks>
internal sealed class FailureAttribution
{
    private const int MinFailures = 5;

    // A lower rate of failures may be chance.
    private const int RowsPerFailure = 10;

    private readonly Dictionary<string, (long Rows, long Failures)> counts = [];
    private readonly HashSet<string> quarantined = [];

    /// <summary>Counts results that a silo sent.</summary>
    public void RecordResults(string silo, int rows)
    {
        var (known, failures) = counts.GetValueOrDefault(silo);
        counts[silo] = (known + rows, failures);
    }

    /// <summary>Assigns a failure to a silo: the trial completed on another one.</summary>
    /// <returns>Whether the silo is quarantined because of it.</returns>
    public bool Assign(string silo)
    {
        var (rows, failures) = counts.GetValueOrDefault(silo);
        counts[silo] = (rows, ++failures);
        return failures >= MinFailures && failures * RowsPerFailure > rows && quarantined.Add(silo);
    }

    /// <summary>Gives a silo no more work.</summary>
    public void Quarantine(string silo) => quarantined.Add(silo);

    /// <summary>Whether the silo gets no more work.</summary>
    public bool IsQuarantined(string silo) => quarantined.Contains(silo);
}
