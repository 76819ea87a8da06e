namespace Symmetry.Engine.Data;

/// <summary>A data set is missing, or has other content than expected.</summary>
/// <param name="message">One sentence: what is missing where, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class DataSetException(string message, Exception? inner = null) : Exception(message, inner);
