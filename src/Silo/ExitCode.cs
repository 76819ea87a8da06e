namespace Symmetry.Silo;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    /// <summary>The silo was told to end, and did.</summary>
    public const int Done = 0;

    /// <summary>Something that has no sentence of its own.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The store cannot be used.</summary>
    public const int Unreachable = 5;
}
