using Symmetry.Client.Results;

namespace Symmetry.Client.Commands;

/// <summary>What a sweep's results mean for the exit code.</summary>
internal static class Verdict
{
    /// <summary>A broken fact weighs more than a failed trial, and that more than an end that was not reached.</summary>
    public static int Of(SweepResults results) => results switch
    {
        _ when results.Progress.Mismatched > 0 || results.Facts.Any(fact => fact.Violations > 0) => ExitCode.ClaimBroken,
        { Failed: > 0 } => ExitCode.FailedTrials,
        { IsComplete: false } => ExitCode.Interrupted,
        _ => ExitCode.Done,
    };
}
