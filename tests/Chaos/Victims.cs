namespace Symmetry.Chaos;

/// <summary>The silos that <see cref="Recovery"/> kills.</summary>
internal enum Victims
{
    /// <summary>A silo that does not coordinate the sweep.</summary>
    Worker,

    /// <summary>The silo that coordinates the sweep.</summary>
    Coordinator,

    /// <summary>All silos.</summary>
    All,
}
