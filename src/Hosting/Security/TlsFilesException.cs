namespace Symmetry.Hosting.Security;

/// <summary>Certificate files cannot be used.</summary>
/// <param name="message">One sentence for the user: which file, and what is wrong with it.</param>
public sealed class TlsFilesException(string message) : Exception(message);
