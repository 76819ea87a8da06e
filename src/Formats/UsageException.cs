namespace Symmetry.Formats;

/// <summary>The user asked for something that cannot be: exit code 2.</summary>
/// <param name="message">One sentence: what was wrong, and what is valid.</param>
internal sealed class UsageException(string message) : Exception(message);
