namespace Symmetry.Client.DataSets;

/// <summary>A table in a CSV file: a line of names, then a line a row; commas, and quotes where a text has commas.</summary>
internal static class CsvTable
{
    /// <summary>Begins to read; rows come as they are asked for.</summary>
    /// <exception cref="DataFileException">It has no line.</exception>
    public static Table Read(string file, Stream stream)
    {
        var reader = new StreamReader(stream);
        var head = reader.ReadLine() ?? throw new DataFileException($"{file} is empty; allowed is a line of column names, then a line an image.");
        var columns = Split(file, head, 1);
        return new Table(columns, Rows(file, reader, columns.Length));
    }

    private static IEnumerable<string[]> Rows(string file, StreamReader reader, int columns)
    {
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
            {
                continue;
            }

            var values = Split(file, line, number);
            yield return values.Length == columns
                ? values
                : throw new DataFileException($"{file}: line {number} has {values.Length} values; allowed are {columns}, as in the first line.");
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

        return isQuoted ? throw new DataFileException($"{file}: line {number} has a quote that does not end.") : [.. values, value.ToString()];
    }
}
