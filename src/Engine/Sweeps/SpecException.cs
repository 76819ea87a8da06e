namespace Symmetry.Engine.Sweeps;

/// <summary>A specification says something that cannot be run.</summary>
/// <param name="message">One sentence: what came, what is allowed.</param>
/// <param name="part">Which part is wrong, such as <c>axes.batch[1]</c>; a reader of files turns it into line and column.</param>
public sealed class SpecException(string message, string part) : Exception(message)
{
    /// <summary>The part of the specification that is wrong; empty for the whole.</summary>
    public string Part { get; } = part;
}
