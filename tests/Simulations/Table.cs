using System.Globalization;

namespace Symmetry.Simulations;

/// <summary>Writes a Markdown table row by row.</summary>
internal static class Table
{
    public static void Head(params string[] titles)
    {
        Page.WriteLine($"| {string.Join(" | ", titles)} |");
        Page.WriteLine($"|{string.Concat(titles.Select((_, i) => i == 0 ? "---|" : "---:|"))}");
    }

    public static void Row(params string[] cells) => Page.WriteLine($"| {string.Join(" | ", cells)} |");

    public static string Percent(long hits, long of) =>
        of == 0 ? "–" : (100.0 * hits / of).ToString("F1", CultureInfo.InvariantCulture);

    public static string Number(double value, string format = "F1") => value.ToString(format, CultureInfo.InvariantCulture);
}
