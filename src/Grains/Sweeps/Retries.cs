namespace Symmetry.Grains.Sweeps;

/// <summary>Trials whose first attempt did not complete. Each is tried once more, on another silo if there is one.</summary>
/// <remarks>Kept in memory only: losing it costs another first attempt, never a result. Not thread-safe.</remarks>
internal sealed class Retries(LeaseBook leases)
{
    // How long to wait for silos that have not asked for work of this sweep yet: some idle intervals.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    private readonly SortedDictionary<long, FirstAttempt> attempts = [];

    /// <summary>How many trials wait for their second attempt, or have it under way.</summary>
    public int Count => attempts.Count;

    /// <summary>Records a first attempt that did not complete.</summary>
    /// <returns>Whether the trial is one, so that it must not be committed.</returns>
    public bool TryAdd(EndedTrial trial, string silo, TimeSpan now)
    {
        var row = trial.Row;
        if (trial.Result.Outcome is TrialOutcome.Completed || row.Attempts > 1 || leases.IsDone(row.Trial))
        {
            return false;
        }

        // If another silo holds the trial by now, the second attempt is already under way.
        if (leases.SetAside(row.Trial, silo))
        {
            attempts.TryAdd(row.Trial, new FirstAttempt(silo, now, trial.Result.Outcome, row.Result));
        }

        return true;
    }

    /// <summary>Leases a silo trials for their second attempt, but none that it tried first while another silo can try them.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="hasOthers">Whether other silos work on this sweep.</param>
    /// <param name="hasNewcomers">Whether the cluster has silos that have not asked for work of this sweep yet.</param>
    /// <param name="count">The maximum number of trials.</param>
    /// <param name="now">The time since any fixed moment, from a clock that is never set.</param>
    public long[] Lease(string silo, bool hasOthers, bool hasNewcomers, int count, TimeSpan now)
    {
        var leased = new List<long>();
        foreach (var (trial, attempt) in attempts)
        {
            if (leased.Count == count)
            {
                break;
            }

            // SetAside: if a silo died during the second attempt, its trials are free.
            var waits = hasOthers || (hasNewcomers && now - attempt.ReceivedAt < MaxWait);
            if ((!waits || attempt.Silo != silo) && leases.SetAside(trial) && leases.LeaseSetAside(trial, silo, now))
            {
                leased.Add(trial);
            }
        }

        return [.. leased];
    }

    /// <summary>Keeps trials that are free again from being leased as new ones.</summary>
    public void SetAside()
    {
        foreach (var trial in attempts.Keys)
        {
            leases.SetAside(trial);
        }
    }

    /// <summary>Removes a trial that is done.</summary>
    /// <returns>Its first attempt, if there was one.</returns>
    public FirstAttempt? Remove(long trial) => attempts.Remove(trial, out var attempt) ? attempt : null;
}
