namespace Symmetry.Client.Tables;

/// <summary>A column of a table of results.</summary>
/// <param name="Header">What stands above its values.</param>
/// <param name="IsNumber">Numbers are aligned to the right.</param>
/// <param name="Group">What stands above several columns together; empty for none.</param>
internal sealed record TableColumn(string Header, bool IsNumber = true, string Group = "");

/// <summary>A table as plain texts, before any format.</summary>
/// <param name="Title">The caption: what is counted, in one sentence.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">One text a column.</param>
internal sealed record ResultTable(string Title, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Everything that people read about a sweep, before any format.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Legend">What the columns mean, a sentence each.</param>
/// <param name="Facts">The exact facts with their counts.</param>
/// <param name="Findings">What is remarkable, a paragraph each.</param>
/// <param name="Failures">What is missing: failed and diverged trials, trials that were not run yet.</param>
/// <param name="Provenance">Names and values that identify the sweep.</param>
internal sealed record Report(
    IReadOnlyList<ResultTable> Tables,
    IReadOnlyList<string> Legend,
    IReadOnlyList<string> Facts,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> Failures,
    IReadOnlyList<(string Name, string Value)> Provenance);
