namespace Symmetry.Client;

/// <summary>The cluster or the store cannot be reached: exit code 5.</summary>
/// <param name="message">One sentence: what does not respond, and what to do about it.</param>
/// <param name="inner">The underlying exception, shown by <c>--debug</c>.</param>
internal sealed class UnreachableException(string message, Exception? inner = null) : Exception(message, inner);
