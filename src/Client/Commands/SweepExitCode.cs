namespace Symmetry.Client.Commands;

/// <summary>The exit code for what a sweep found.</summary>
internal static class SweepExitCode
{
    /// <summary>A violated fact weighs more than a failed trial, and that more than an end that was not reached.</summary>
    public static int Find(SweepRuns runs) => runs switch
    {
        _ when runs.State.Mismatched > 0 || runs.HasViolations => ExitCode.ClaimBroken,
        { Failed: > 0 } => ExitCode.FailedTrials,
        { IsComplete: false } => ExitCode.Interrupted,
        _ => ExitCode.Done,
    };
}
