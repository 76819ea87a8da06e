namespace Symmetry.Client.DataSets;

/// <summary>A table with one image per row: one label column; all other columns are pixels in row-major order.</summary>
internal sealed record Table(IReadOnlyList<string> Columns, IEnumerable<string[]> Rows);
