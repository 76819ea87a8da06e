namespace Symmetry.Analysis.Questions.Tables;

/// <summary>A column of a table of results.</summary>
/// <param name="Header">What stands above its values.</param>
/// <param name="IsNumber">Numbers are aligned to the right.</param>
/// <param name="Group">What stands above several columns together; empty for none.</param>
public sealed record TableColumn(string Header, bool IsNumber = true, string Group = "");
