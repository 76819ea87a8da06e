namespace Symmetry.Formats.Files;

/// <summary>A row of a table.</summary>
/// <param name="Position">Its line in a text file, otherwise its number; both from 1.</param>
/// <param name="Values">A text for each column; empty where there is no value.</param>
internal readonly record struct TableRow(int Position, string[] Values);
