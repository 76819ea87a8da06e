namespace Symmetry.Formats.Files;

/// <summary>A table in a file, as text.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, read from the file while they are enumerated, once.</param>
/// <param name="Unit">What positions count: lines of a text file, or rows.</param>
internal sealed record Table(IReadOnlyList<string> Columns, IEnumerable<TableRow> Rows, string Unit = "line");
