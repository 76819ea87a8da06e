namespace Symmetry.Silo;

/// <summary>A data folder cannot be used: it is read-only, a file, in use by another process, or written by a newer version.</summary>
/// <param name="message">One sentence for the user: which folder, and what is wrong.</param>
public sealed class DataFolderException(string message) : Exception(message);
