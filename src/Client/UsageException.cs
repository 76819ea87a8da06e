namespace Symmetry.Client;

/// <summary>The command line or an input is wrong: exit code 2.</summary>
/// <param name="message">One sentence: what was given and what was expected.</param>
internal sealed class UsageException(string message) : Exception(message);
