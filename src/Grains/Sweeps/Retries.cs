using Symmetry.Engine.Trials;

namespace Symmetry.Grains.Sweeps;

/// <summary>Trials whose first attempt did not complete: each is tried once more, on another silo where there is one.</summary>
/// <remarks>
/// Plain memory of a coordinator. One that is lost costs another first attempt, never a result. Not thread-safe.
/// </remarks>
internal sealed class Retries(LeaseBook leases)
{
    private readonly SortedDictionary<long, FirstAttempt> first = [];

    /// <summary>How many there are.</summary>
    public int Count => first.Count;

    /// <summary>Takes a row in, if it is a first attempt that did not complete.</summary>
    /// <returns>Whether it is: then it is not to be committed.</returns>
    public bool Take(TrialRow row, TrialOutcome outcome, string silo)
    {
        if (outcome is TrialOutcome.Completed || row.Attempts > 1 || leases.IsDone(row.Trial))
        {
            return false;
        }

        // Held by another silo by now, it is being tried again already, or it is none of this silo's business any more.
        if (leases.SetAside(row.Trial, silo))
        {
            first.TryAdd(row.Trial, new FirstAttempt(silo, outcome, row.Result));
        }

        return true;
    }

    /// <summary>Gives a silo trials to try again: not those that it tried first, as long as another silo can.</summary>
    public TrialRange[] Lease(string silo, bool others, int count, DateTimeOffset now)
    {
        var leased = new RangeList();
        foreach (var (trial, attempt) in first)
        {
            if (count == 0)
            {
                break;
            }

            // A silo that died while it tried again has left its trials free.
            if ((!others || attempt.Silo != silo) && leases.SetAside(trial) && leases.TakeAside(trial, silo, now))
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
/// <param name="Outcome">Diverged or failed.</param>
/// <param name="Result">The result's bytes.</param>
internal sealed record FirstAttempt(string Silo, TrialOutcome Outcome, byte[] Result);
