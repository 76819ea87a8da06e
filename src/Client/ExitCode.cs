namespace Symmetry.Client;

/// <summary>The program's exit codes. Scripts rely on them, so they never change meaning.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>An unexpected error: a bug in this program.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line or a specification is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A claim or an exact fact does not hold, or a stored row could not be reproduced.</summary>
    public const int ClaimBroken = 3;

    /// <summary>The sweep is finished, but some of its trials failed or diverged.</summary>
    public const int FailedTrials = 4;

    /// <summary>The cluster or the store cannot be reached.</summary>
    public const int Unreachable = 5;

    /// <summary>Interrupted; running the same command again continues the sweep.</summary>
    public const int Interrupted = 130;
}
