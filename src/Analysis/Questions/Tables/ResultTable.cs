namespace Symmetry.Analysis.Questions.Tables;

/// <summary>A table as plain texts, before any format.</summary>
/// <param name="Title">The caption: what is counted, in one sentence.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">One text a column.</param>
public sealed record ResultTable(string Title, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
