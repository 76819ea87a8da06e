using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Client.Tables;

/// <summary>The formats of tables by name.</summary>
internal static class TableFormat
{
    private static readonly (string Name, Func<SweepTable, string> Write)[] All =
    [
        ("text", table => TextReport.Write(SweepReport.Build(table))),
        ("markdown", table => MarkdownReport.Write(SweepReport.Build(table))),
        ("latex", table => LatexReport.Write(SweepReport.Build(table))),
        ("csv", CsvReport.Write),
        ("json", table => TableJson.Text(table)),
    ];

    public static string[] Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>Writes a table in a format.</summary>
    public static string Write(string name, SweepTable table) => All.First(format => format.Name == name).Write(table);
}
