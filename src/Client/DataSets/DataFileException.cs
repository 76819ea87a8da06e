namespace Symmetry.Client.DataSets;

/// <summary>A file with images or labels cannot be used.</summary>
/// <param name="message">One sentence: the file, the position of the mistake, and what was expected.</param>
/// <param name="inner">The underlying exception, shown by <c>--debug</c>.</param>
internal sealed class DataFileException(string message, Exception? inner = null) : Exception(message, inner);
