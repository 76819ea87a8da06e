namespace Symmetry.Grains.Sweeps;

/// <summary>Compares two results of one trial. A trial is a pure function of its specification, so their bytes must be equal.</summary>
internal static class DuplicateCheck
{
    /// <summary>Compares a row with the row that the store already had.</summary>
    public static Duplicate Compare(TrialRow stored, TrialRow received)
    {
        if (!stored.Result.AsSpan().SequenceEqual(received.Result))
        {
            return Duplicate.Mismatched;
        }

        return stored.Silo == received.Silo && stored.Seconds.Equals(received.Seconds) ? Duplicate.Repeated : Duplicate.Verified;
    }

    /// <summary>Whether the second attempt contradicts the first: a divergence must repeat bit for bit.</summary>
    public static bool IsContradicted(FirstAttempt first, TrialRow second) =>
        first.Outcome is TrialOutcome.Diverged && !first.Result.AsSpan().SequenceEqual(second.Result);

    /// <summary>Whether the trial failed on the first silo and completed on another one.</summary>
    public static bool FailedOnFirstSiloOnly(FirstAttempt first, EndedTrial second) =>
        first.Outcome is TrialOutcome.Failed or TrialOutcome.Violated
        && second.Result.Outcome is TrialOutcome.Completed && first.Silo != second.Row.Silo;
}
