namespace Symmetry.Client.Errors;

/// <summary>The exit codes of the program; a contract with scripts.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    public const int Unexpected = 1;

    /// <summary>The command line or a specification is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A declared claim or an exact fact does not hold, or a row could not be reproduced.</summary>
    public const int ClaimBroken = 3;

    /// <summary>The sweep is finished, but some of its trials failed or diverged.</summary>
    public const int FailedTrials = 4;

    /// <summary>The cluster or the store cannot be reached.</summary>
    public const int Unreachable = 5;

    /// <summary>Interrupted; the same command resumes.</summary>
    public const int Interrupted = 130;
}
