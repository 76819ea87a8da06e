using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Formats.Tables;

/// <summary>The formats of tables by name.</summary>
internal static class TableFormat
{
    private static readonly (string Name, Func<SweepTable, string> Write, Func<PivotTable, string> WritePivot)[] All =
    [
        ("text", table => TextReport.Write(SweepReport.Build(table)), pivot => TextReport.Write(PivotReport.Build(pivot))),
        ("markdown", table => MarkdownReport.Write(SweepReport.Build(table)), pivot => MarkdownReport.Write(PivotReport.Build(pivot))),
        ("latex", table => LatexReport.Write(SweepReport.Build(table)), pivot => LatexReport.Write(PivotReport.Build(pivot))),
        ("csv", CsvReport.Write, CsvReport.Write),
        ("json", table => TableJson.Text(table), PivotJson.Text),
    ];

    public static string[] Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>Writes a table in a format.</summary>
    public static string Write(string name, SweepTable table) => All.First(format => format.Name == name).Write(table);

    /// <summary>Writes a pivot table in a format.</summary>
    public static string Write(string name, PivotTable pivot) => All.First(format => format.Name == name).WritePivot(pivot);
}
