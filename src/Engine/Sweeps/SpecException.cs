namespace Symmetry.Engine.Sweeps;

/// <summary>A specification cannot be run.</summary>
/// <param name="message">One sentence: what is wrong, and what is valid.</param>
/// <param name="part">The part that is wrong, such as <c>axes.batch[1]</c>; readers of files translate it into line and column.</param>
public sealed class SpecException(string message, string part) : Exception(message)
{
    /// <summary>The part of the specification that is wrong; empty for the whole.</summary>
    public string Part { get; } = part;
}
