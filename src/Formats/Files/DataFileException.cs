namespace Symmetry.Formats.Files;

/// <summary>A file of images or of results cannot be used: exit code 2.</summary>
/// <param name="message">One sentence: the file, the position of the mistake, and what was expected.</param>
/// <param name="inner">The underlying exception, shown by <c>--debug</c>.</param>
internal sealed class DataFileException(string message, Exception? inner = null) : Exception(message, inner);
