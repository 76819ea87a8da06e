namespace Symmetry.Silo;

/// <summary>The exit codes of <c>symmetry-silo</c>.</summary>
internal static class SiloExitCode
{
    /// <summary>The silo was told to stop, and did.</summary>
    public const int Success = 0;

    public const int Unexpected = 1;

    /// <summary>The command line or a setting is invalid.</summary>
    public const int Usage = 2;

    /// <summary>The store cannot be used.</summary>
    public const int StoreUnavailable = 5;
}
