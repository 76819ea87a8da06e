namespace Symmetry.Analysis.Runs;

/// <summary>A metric or a cell was asked for that the sweep does not have.</summary>
/// <param name="message">One sentence: what was asked for, and what there is.</param>
public sealed class SelectionException(string message) : Exception(message);
