namespace Symmetry.Formats.Files;

/// <summary>A table in a CSV file: a header line, then one line per row. Fields are separated by commas; a field with commas is quoted.</summary>
internal static class CsvTable
{
    /// <summary>Reads the header. Rows are read lazily; empty lines are skipped.</summary>
    /// <exception cref="DataFileException">The file is empty, or a line is not UTF-8.</exception>
    public static Table Read(string file, Stream stream)
    {
        var lines = new TextLines(file, stream);
        var head = lines.Next() ?? throw new DataFileException($"{file} is empty. Expected a line of column names, then one line per row.");
        var columns = Split(file, head, 1);
        return new Table(columns, Rows(file, lines, columns.Length));
    }

    private static IEnumerable<TableRow> Rows(string file, TextLines lines, int columns)
    {
        while (lines.Next() is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            var values = Split(file, line, lines.Number);
            yield return values.Length == columns
                ? new TableRow(lines.Number, values)
                : throw new DataFileException($"{file}: line {lines.Number} has {Numbers.Count(values.Length, "value")}; the first line has {columns}.");
        }
    }

    private static string[] Split(string file, string line, int number)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return line.Split(',');
        }

        var values = new List<string>();
        var value = new System.Text.StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when isQuoted && i + 1 < line.Length && line[i + 1] == '"':
                    value.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    values.Add(value.ToString());
                    value.Clear();
                    break;
                default:
                    value.Append(line[i]);
                    break;
            }
        }

        return isQuoted ? throw new DataFileException($"{file}: line {number} has an unclosed quote.") : [.. values, value.ToString()];
    }
}
