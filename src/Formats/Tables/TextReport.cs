using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Formats.Tables;

/// <summary>The report for a terminal or a file: aligned columns, readable without colour.</summary>
internal static class TextReport
{
    private const string Gap = "  ";
    private const int Width = 110;

    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (var (i, table) in report.Tables.Index())
        {
            text.Append(i > 0 ? "\n" : "");
            WriteTable(text, table);
        }

        text.Append(report is { Tables.Count: > 0, Legend.Count: > 0 } ? "\n" : "");
        WriteParagraphs(text, report.Legend, "");
        WriteSection(text, "Exact facts", report.Facts);
        WriteSection(text, "Findings", report.Findings);
        WriteSection(text, "Trials", report.Failures);
        text.Append('\n');
        var longest = report.Provenance.Max(item => item.Name.Length);
        foreach (var (name, value) in report.Provenance)
        {
            text.Append(name.PadRight(longest)).Append(Gap).Append(value).Append('\n');
        }

        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, ResultTable table)
    {
        var columns = table.Columns;
        var widths = new int[columns.Count];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = table.Rows.Select(row => row[i].Length).Append(columns[i].Header.Length).Max();
        }

        text.Append(table.Title).Append("\n\n");
        AppendLine(text, GroupLine(columns, widths));
        AppendLine(text, string.Join(Gap, columns.Select((column, i) => Pad(column.Header, widths[i], column))));
        AppendLine(text, string.Join(Gap, widths.Select(width => new string('-', width))));
        foreach (var row in table.Rows)
        {
            AppendLine(text, string.Join(Gap, row.Select((value, i) => Pad(value, widths[i], columns[i]))));
        }
    }

    // Each group's name stands in the middle over its columns.
    private static string GroupLine(IReadOnlyList<TableColumn> columns, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < columns.Count;)
        {
            var from = i;
            var width = widths[i++];
            while (i < columns.Count && columns[i].Group == columns[from].Group && columns[from].Group.Length > 0)
            {
                width += Gap.Length + widths[i++];
            }

            var name = columns[from].Group;
            line.Append(name.PadLeft((width + name.Length) / 2).PadRight(width)).Append(Gap);
        }

        return line.ToString();
    }

    private static string Pad(string value, int width, TableColumn column) =>
        column.IsNumber ? value.PadLeft(width) : value.PadRight(width);

    private static void AppendLine(StringBuilder text, string line)
    {
        var trimmed = line.TrimEnd();
        if (trimmed.Length > 0)
        {
            text.Append(trimmed).Append('\n');
        }
    }

    /// <summary>Writes a title and paragraphs below it, or nothing where there are none.</summary>
    internal static void WriteSection(StringBuilder text, string title, IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count > 0)
        {
            text.Append('\n').Append(title).Append('\n');
            WriteParagraphs(text, paragraphs, Gap);
        }
    }

    /// <summary>Writes paragraphs in lines of the report's width, the further lines of each indented.</summary>
    internal static void WriteParagraphs(StringBuilder text, IReadOnlyList<string> paragraphs, string indent)
    {
        foreach (var paragraph in paragraphs)
        {
            var line = new StringBuilder(indent);
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length + word.Length > Width && line.Length > indent.Length + Gap.Length)
                {
                    AppendLine(text, line.ToString());
                    line.Clear().Append(indent).Append(Gap);
                }

                line.Append(word).Append(' ');
            }

            AppendLine(text, line.ToString());
        }
    }
}
