using System.Runtime.CompilerServices;

namespace Symmetry.Protocol;

/// <summary>An invariant does not hold.</summary>
internal sealed class Violation(string message) : Exception(message)
{
    /// <summary>Throws unless a condition holds.</summary>
    public static void Unless(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ViolationText text)
    {
        if (!holds)
        {
            throw new Violation(text.ToString());
        }
    }
}
