using Symmetry.Engine.Experiments;

namespace Symmetry.Grains.Sweeps;

/// <summary>Trials whose first attempt did not complete: each is tried once more, on another silo where there is one.</summary>
/// <remarks>
/// Plain memory of a coordinator. One that is lost costs another first attempt, never a result. Not thread-safe.
/// </remarks>
internal sealed class Retries(LeaseBook leases)
{
    // How long a silo of the cluster that has not asked for work of this sweep yet may take to do so: some idle intervals.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SortedDictionary<long, FirstAttempt> first = [];

    /// <summary>How many there are.</summary>
    public int Count => first.Count;

    /// <summary>Takes a row in, if it is a first attempt that did not complete.</summary>
    /// <returns>Whether it is: then it is not to be committed.</returns>
    public bool Take(TrialRow row, TrialOutcome outcome, string silo, DateTimeOffset now)
    {
        if (outcome is TrialOutcome.Completed || row.Attempts > 1 || leases.IsDone(row.Trial))
        {
            return false;
        }

        // Held by another silo by now, it is being tried again already, or it is none of this silo's business any more.
        if (leases.SetAside(row.Trial, silo))
        {
            first.TryAdd(row.Trial, new FirstAttempt(silo, now, outcome, row.Result));
        }

        return true;
    }

    /// <summary>Gives a silo trials to try again: not those that it tried first, as long as another silo can.</summary>
    /// <param name="silo">Who asks.</param>
    /// <param name="others">Whether other silos work on this sweep.</param>
    /// <param name="strangers">Whether the cluster has silos that have not asked for work of this sweep: they get a moment to do so.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="now">The time.</param>
    public TrialRange[] Lease(string silo, bool others, bool strangers, int count, DateTimeOffset now)
    {
        var leased = new RangeList();
        foreach (var (trial, attempt) in first)
        {
            if (count == 0)
            {
                break;
            }

            // A silo that died while it tried again has left its trials free.
            var waits = others || (strangers && now - attempt.At < Patience);
            if ((!waits || attempt.Silo != silo) && leases.SetAside(trial) && leases.TakeAside(trial, silo, now))
            {
                leased.Add(trial);
                count--;
            }
        }

        return leased.ToArray();
    }

    /// <summary>Keeps trials that are free again from being leased as new ones.</summary>
    public void SetAside()
    {
        foreach (var trial in first.Keys)
        {
            leases.SetAside(trial);
        }
    }

    /// <summary>A trial is done: forgets its first attempt.</summary>
    /// <returns>The first attempt, if there was one.</returns>
    public FirstAttempt? End(long trial) => first.Remove(trial, out var attempt) ? attempt : null;
}

/// <summary>An attempt that did not complete.</summary>
/// <param name="Silo">Where.</param>
/// <param name="At">When its result came in.</param>
/// <param name="Outcome">Diverged or failed.</param>
/// <param name="Result">The result's bytes.</param>
internal sealed record FirstAttempt(string Silo, DateTimeOffset At, TrialOutcome Outcome, byte[] Result);
