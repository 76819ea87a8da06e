using System.Globalization;

namespace Symmetry.Simulations;

/// <summary>Prints a Markdown table.</summary>
internal static class Table
{
    /// <summary>Prints the titles.</summary>
    public static void Head(params string[] titles)
    {
        Page.WriteLine(Line(titles));
        Page.WriteLine($"|{string.Concat(titles.Select((_, i) => i == 0 ? "---|" : "---:|"))}");
    }

    /// <summary>Prints a row.</summary>
    public static void Row(params string[] cells) => Page.WriteLine(Line(cells));

    /// <summary>Computes the rows on all cores and prints them in order.</summary>
    public static void Write(string[] titles, IReadOnlyList<Func<string>> rows)
    {
        Head(titles);
        var texts = new string[rows.Count];

        // One row at a time: rows differ in cost a thousandfold.
        Parallel.ForEach(Partitions(rows.Count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => texts[i] = rows[i]());
        foreach (var text in texts)
        {
            Page.WriteLine(text);
        }

        Page.WriteLine("");
    }

    /// <summary>A row as Markdown.</summary>
    public static string Line(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>100·hits/of with one decimal; a dash for none of none.</summary>
    public static string Percent(long hits, long of) => of == 0 ? "–" : Number(100.0 * hits / of);

    /// <summary>The standard error, in per cent, of 95 % or 5 % after so many repetitions.</summary>
    public static string StandardError(int repetitions) => Number(100 * Math.Sqrt(0.95 * 0.05 / repetitions));

    public static string Number(double value, string format = "F1") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static System.Collections.Concurrent.OrderablePartitioner<int> Partitions(int count) =>
        System.Collections.Concurrent.Partitioner.Create(Enumerable.Range(0, count), System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);
}
