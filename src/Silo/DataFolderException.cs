namespace Symmetry.Silo;

/// <summary>A data folder cannot be used: it is read-only, a file, in use by another run, or written by a newer version.</summary>
/// <param name="message">One sentence for the user: which folder, what is wrong, what to do.</param>
public sealed class DataFolderException(string message) : Exception(message);
