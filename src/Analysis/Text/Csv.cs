using System.Text;

namespace Symmetry.Analysis.Text;

/// <summary>Comma-separated values as RFC 4180 quotes them, with line feeds.</summary>
public static class Csv
{
    /// <summary>Appends one row.</summary>
    public static void AppendRow(StringBuilder text, IEnumerable<string> values) =>
        text.AppendJoin(',', values.Select(Quote)).Append('\n');

    /// <summary>A number in full; empty if it is missing or not finite.</summary>
    public static string Number(double? value) => value is { } number && double.IsFinite(number) ? Numbers.Exact(number) : "";

    /// <summary>A value, in quotes where it has a comma, a quote or a line break.</summary>
    public static string Quote(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
