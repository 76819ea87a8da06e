using Symmetry.Client.Results;

namespace Symmetry.Client.Tables;

/// <summary>The formats of tables by name.</summary>
internal static class TableFormat
{
    private static readonly (string Name, Func<SweepResults, string> Write)[] All =
    [
        ("text", results => TextReport.Write(SweepReport.Of(results))),
        ("markdown", results => MarkdownReport.Write(SweepReport.Of(results))),
        ("latex", results => LatexReport.Write(SweepReport.Of(results))),
        ("csv", CsvReport.Write),
        ("json", JsonReport.Write),
    ];

    /// <summary>The names.</summary>
    public static string[] Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>Writes the results in a format.</summary>
    public static string Write(string name, SweepResults results) => All.First(format => format.Name == name).Write(results);
}
