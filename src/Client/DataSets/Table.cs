namespace Symmetry.Client.DataSets;

/// <summary>A table with one image per row: one label column; all other columns are pixels in row-major order.</summary>
/// <param name="Columns">The names of all columns.</param>
/// <param name="Rows">The rows, one text per column.</param>
internal sealed record Table(IReadOnlyList<string> Columns, IEnumerable<string[]> Rows);
