namespace Symmetry.Client.Errors;

/// <summary>The cluster or the store cannot be reached: exit code 5.</summary>
/// <param name="message">One sentence: what does not answer, and what to do.</param>
/// <param name="inner">The error behind it, for <c>--debug</c>.</param>
internal sealed class UnreachableException(string message, Exception? inner = null) : Exception(message, inner);
