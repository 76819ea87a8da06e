namespace Symmetry.Silo;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The store cannot be used.</summary>
    public const int Unreachable = 5;
}
