using System.Text.Json;
using Symmetry.Grains;

namespace Symmetry.Client.Crates;

/// <summary>Stored rows as lines of JSON.</summary>
/// <remarks>
/// <c>{"trial":0,"attempts":1,"silo":"...","seconds":0.1,"result":"BASE64"}</c>; seconds are null where they are not known. Sweeps that keep outcomes
/// have <c>outcomes</c> too. Lines are in (cell, replicate) order, as the fingerprint is.
/// </remarks>
internal static class CrateTrials
{
    /// <summary>Writes a row as a line.</summary>
    public static void Write(Stream stream, TrialRow row)
    {
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("trial", row.Trial);
            json.WriteNumber("attempts", row.Attempts);
            json.WriteString("silo", row.Silo);
            JsonValues.Write(json, "seconds", row.Seconds);
            json.WriteBase64String("result", row.Result);
            if (row.Outcomes is { } outcomes)
            {
                json.WriteBase64String("outcomes", outcomes);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">The line is not a row.</exception>
    public static TrialRow Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new TrialRow(
                root.GetProperty("trial").GetInt64(),
                root.GetProperty("result").GetBytesFromBase64(),
                root.GetProperty("attempts").GetInt32(),
                root.GetProperty("silo").GetString() ?? "",
                root.GetProperty("seconds") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetDouble() : double.NaN)
            {
                Outcomes = root.TryGetProperty("outcomes", out var outcomes) ? outcomes.GetBytesFromBase64() : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"the line is not a row: {e.Message}", e);
        }
    }
}
