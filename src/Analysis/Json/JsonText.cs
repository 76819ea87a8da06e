using System.Text;
using System.Text.Json;

namespace Symmetry.Analysis.Json;

/// <summary>JSON as every verb writes it: indented, line feeds everywhere, one at the end.</summary>
public static class JsonText
{
    /// <summary>One object with what the caller puts into it.</summary>
    public static string Object(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }
}
