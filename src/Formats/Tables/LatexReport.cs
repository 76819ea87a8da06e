using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Formats.Tables;

/// <summary>The tables as LaTeX floats with rules of the package booktabs; what else there is to say stands in comments.</summary>
internal static class LatexReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder("% needs \\usepackage{booktabs}\n");
        AppendComments(text, report.Provenance.Select(item => $"{item.Name}: {item.Value}"));
        foreach (var table in report.Tables)
        {
            WriteTable(text, table, report.Legend);
        }

        AppendComments(text, [.. report.Facts, .. report.Findings, .. report.Failures]);
        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, ResultTable table, IReadOnlyList<string> legend)
    {
        text.Append("\\begin{table}\n  \\centering\n  \\caption{");
        text.Append(Escape(string.Join(' ', legend.Prepend(table.Title)))).Append("}\n  \\begin{tabular}{");
        text.Append(string.Concat(table.Columns.Select(column => column.IsNumber ? 'r' : 'l'))).Append("}\n    \\toprule\n");
        AppendGroups(text, table.Columns);
        AppendRow(text, table.Columns.Select(column => column.Header));
        text.Append("    \\midrule\n");
        foreach (var row in table.Rows)
        {
            AppendRow(text, row);
        }

        text.Append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n");
    }

    private static void AppendGroups(StringBuilder text, IReadOnlyList<TableColumn> columns)
    {
        var cells = new List<string>();
        var rules = new StringBuilder();
        for (var i = 0; i < columns.Count;)
        {
            var from = i;
            do
            {
                i++;
            }
            while (i < columns.Count && columns[i].Group == columns[from].Group && columns[from].Group.Length > 0);

            if (columns[from].Group.Length == 0)
            {
                cells.Add("");
                continue;
            }

            cells.Add(string.Create(CultureInfo.InvariantCulture, $"\\multicolumn{{{i - from}}}{{c}}{{{Escape(columns[from].Group)}}}"));
            rules.Append(CultureInfo.InvariantCulture, $"\\cmidrule(lr){{{from + 1}-{i}}}");
        }

        if (rules.Length > 0)
        {
            text.Append("    ").AppendJoin(" & ", cells).Append(" \\\\\n    ").Append(rules).Append('\n');
        }
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> values) =>
        text.Append("    ").AppendJoin(" & ", values.Select(value => Escape(value.Trim()))).Append(" \\\\\n");

    private static void AppendComments(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append("% ").Append(line.ReplaceLineEndings(" ")).Append('\n');
        }
    }

    // A hyphen before a number or before x or X, at the beginning of a word.
    private static bool IsMinus(string text, int at) => at + 1 < text.Length
        && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is 'x' or 'X')
        && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));

    // A row that begins with [ would be read as an argument of \\, hence the braces.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            escaped.Append(text[i] switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '±' => "$\\pm$",
                '|' => "\\textbar{}",
                '<' => "$<$",
                '>' => "$>$",
                '[' => "{[}",
                '-' when IsMinus(text, i) => "$-$",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + text[i],
                _ => text[i].ToString(),
            });
        }

        return escaped.ToString();
    }
}
