namespace Symmetry.Benchmarks;

/// <summary>A table in Markdown, aligned so that it can also be read in a terminal.</summary>
/// <param name="headings">The headings; the first column is aligned to the left, all others to the right.</param>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly List<string[]> rows = [headings];

    /// <summary>Adds a row with one cell per heading.</summary>
    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>Prints the table with an empty line before and after it.</summary>
    public void Print()
    {
        int[] widths = [.. headings.Select((_, column) => rows.Max(row => row[column].Length))];
        Console.WriteLine();
        PrintRow(headings);
        Console.WriteLine($"|{new string('-', widths[0] + 2)}|{string.Concat(widths[1..].Select(static width => $"{new string('-', width + 1)}:|"))}");
        foreach (var row in rows[1..])
        {
            PrintRow(row);
        }

        Console.WriteLine();

        void PrintRow(string[] cells) => Console.WriteLine(
            $"| {cells[0].PadRight(widths[0])} |{string.Concat(cells[1..].Zip(widths[1..], static (cell, width) => $" {cell.PadLeft(width)} |"))}");
    }
}
