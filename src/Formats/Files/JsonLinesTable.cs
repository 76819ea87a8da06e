using System.Text.Json;

namespace Symmetry.Formats.Files;

/// <summary>A table as JSON objects, one per line. The first object has the names of all columns; further ones may leave some out.</summary>
internal static class JsonLinesTable
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the first object. Rows are read lazily; empty lines are skipped.</summary>
    /// <exception cref="DataFileException">The file is empty, or its first line is not an object.</exception>
    public static Table Read(string file, Stream stream)
    {
        var lines = new TextLines(file, stream);
        var columns = new List<string>();
        if (NextValues(file, lines, columns, isFirst: true) is not { } first)
        {
            throw new DataFileException($"{file} is empty. Expected one JSON object per line.");
        }

        return new Table(columns, Rows());

        IEnumerable<TableRow> Rows()
        {
            for (TableRow? row = first; row is { } values; row = NextValues(file, lines, columns, isFirst: false))
            {
                yield return values;
            }
        }
    }

    private static TableRow? NextValues(string file, TextLines lines, List<string> columns, bool isFirst)
    {
        while (lines.NextBytes() is { } line)
        {
            if (!line.IsEmpty)
            {
                return new TableRow(lines.Number, Parse(file, lines.Number, line, columns, isFirst));
            }
        }

        return null;
    }

    private static string[] Parse(string file, int number, ReadOnlyMemory<byte> line, List<string> columns, bool isFirst)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw new DataFileException($"{file}: line {number} is not a JSON object.");
            }

            var values = isFirst ? [] : new string[columns.Count];
            Array.Fill(values, "");
            var next = 0;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                // Objects nearly always have their keys in the order of the first one.
                var column = isFirst ? -1 : next < columns.Count && columns[next] == property.Name ? next : columns.IndexOf(property.Name);
                next = column + 1;
                var text = Text(file, number, property);
                if (isFirst)
                {
                    columns.Add(property.Name);
                    values = [.. values, text];
                }
                else
                {
                    values[column >= 0 ? column : throw new DataFileException(
                        $"{file}: line {number} has the key '{property.Name}', which the first line does not have.")] = text;
                }
            }

            return values;
        }
        catch (JsonException e)
        {
            throw new DataFileException($"{file}: line {number} is not a JSON object: {e.Message.Split(" LineNumber:")[0].ReplaceLineEndings(" ")}", e);
        }
    }

    private static string Text(string file, int number, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Object => throw new DataFileException(
            $"{file}: line {number} has an object in {property.Name}; expected a number, true, false or a text."),
        JsonValueKind.Array => JsonSerializer.Serialize(property.Value),
        _ => property.Value.GetRawText(),
    };
}
