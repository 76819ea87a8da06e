using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Formats.Tables;

/// <summary>The report as Markdown with pipe tables.</summary>
internal static class MarkdownReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        foreach (var table in report.Tables)
        {
            text.Append("**").Append(Escape(table.Title)).Append("**\n\n");
            AppendRow(text, table.Columns.Select(column => column.Group.Length > 0 ? $"{column.Header} {column.Group}" : column.Header));
            AppendRow(text, table.Columns.Select(column => column.IsNumber ? "---:" : "---"), escape: false);
            foreach (var row in table.Rows)
            {
                AppendRow(text, row);
            }

            text.Append('\n');
        }

        AppendList(text, report.Legend);
        AppendList(text, report.Facts, "Exact facts:");
        AppendList(text, report.Findings, "Findings:");
        AppendList(text, report.Failures, "Trials:");
        AppendList(text, [.. report.Provenance.Select(item => $"{item.Name}: {item.Value}")], "Provenance:");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> values, bool escape = true) =>
        text.Append("| ").AppendJoin(" | ", values.Select(value => escape ? Escape(value.Trim()) : value)).Append(" |\n");

    private static void AppendList(StringBuilder text, IReadOnlyList<string> items, string title = "")
    {
        if (items.Count == 0)
        {
            return;
        }

        if (title.Length > 0)
        {
            text.Append(title).Append("\n\n");
        }

        foreach (var item in items)
        {
            text.Append("- ").Append(Escape(item)).Append('\n');
        }

        text.Append('\n');
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is '\\' or '|' or '*' or '_' or '<' or '[' or ']' or '`')
            {
                escaped.Append('\\');
            }

            escaped.Append(letter is '\n' or '\r' ? ' ' : letter);
        }

        return escaped.ToString();
    }
}
