using System.Globalization;
using Symmetry.Engine.Data;

namespace Symmetry.Client.DataSets;

/// <summary>How a table is read.</summary>
/// <param name="Label">The column of labels; <c>label</c> by default.</param>
/// <param name="Height">Lines of an image; by default images are square.</param>
/// <param name="Width">Pixels of a line.</param>
/// <param name="Range">The raw values that become −1 and 1; by default the least and the greatest.</param>
internal sealed record TableLayout(string? Label, int? Height, int? Width, PixelRange? Range);

/// <summary>A table with one image a row: a column of labels, and all others its pixels, line after line.</summary>
/// <param name="Columns">The names of all columns.</param>
/// <param name="Rows">The rows, a text a column.</param>
internal sealed record Table(IReadOnlyList<string> Columns, IEnumerable<string[]> Rows);

/// <summary>Reads images from a CSV or a Parquet file.</summary>
internal static class TableFile
{
    /// <summary>Reads images and labels.</summary>
    /// <remarks>Labels that are all whole numbers from 0 to 255 are the classes themselves; others are words, in the order of their characters.</remarks>
    /// <exception cref="DataFileException">It is no such file, or something in it is no image.</exception>
    public static ImageSet Read(string file, TableLayout layout)
    {
        var isParquet = file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
        if (!isParquet && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new DataFileException($"{file} is no table by its name; allowed are .csv, .csv.gz and .parquet.");
        }

        return DataFile.Read(file, stream => Read(file, isParquet ? ParquetTable.Read(file, stream) : CsvTable.Read(file, stream), layout));
    }

    private static ImageSet Read(string file, Table table, TableLayout layout)
    {
        var wanted = layout.Label ?? "label";
        var label = table.Columns.ToList().IndexOf(wanted);
        if (label < 0)
        {
            throw new DataFileException($"{file} has no column {wanted} with labels; its columns are {Shown(table.Columns)}. The key label names another.");
        }

        var pixels = table.Columns.Count - 1;
        var (height, width) = SizeOf(file, pixels, layout);
        var raw = new List<double>();
        var labels = new List<string>();
        foreach (var row in table.Rows)
        {
            LabelledImages.RequireRoom(file, labels.Count + 1, pixels);
            for (var column = 0; column < row.Length; column++)
            {
                if (column == label)
                {
                    labels.Add(row[column].Trim());
                }
                else if (double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                {
                    raw.Add(value);
                }
                else
                {
                    throw new DataFileException($"{file}: row {labels.Count + (column < label ? 1 : 0)} has \"{Shorten(row[column])}\" in the column {table.Columns[column]}; allowed is a number.");
                }
            }
        }

        LabelledImages.RequireTwo(file, labels.Count);
        var values = raw.ToArray();
        return LabelledImages.Of(file, height, width, values, ClassesOf(file, labels), layout.Range ?? PixelRange.Of(file, values));
    }

    private static int[] ClassesOf(string file, List<string> labels)
    {
        var classes = new int[labels.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            if (labels[i].Length == 0)
            {
                throw new DataFileException($"{file}: row {i + 1} has no label.");
            }

            if (!int.TryParse(labels[i], NumberStyles.None, CultureInfo.InvariantCulture, out classes[i]) || classes[i] > 255)
            {
                var words = labels.Distinct().Order(StringComparer.Ordinal).ToList();
                return [.. labels.Select(word => words.BinarySearch(word, StringComparer.Ordinal))];
            }
        }

        return classes;
    }

    private static (int Height, int Width) SizeOf(string file, int pixels, TableLayout layout)
    {
        var side = (int)Math.Sqrt(pixels);
        var (height, width) = (layout.Height, layout.Width) switch
        {
            ({ } lines, { } line) => (lines, line),
            ({ } lines, null) => (lines, pixels / lines),
            (null, { } line) => (pixels / line, line),
            _ => (side, side),
        };
        return pixels > 0 && (long)height * width == pixels
            ? (height, width)
            : throw new DataFileException($"{file} has {pixels} columns beside the labels, and images of {height} x {width} have {(long)height * width} pixels; the keys height and width set the size.");
    }

    private static string Shown(IReadOnlyList<string> columns) =>
        string.Join(", ", columns.Take(5).Select(Shorten)) + (columns.Count > 5 ? $", ... ({columns.Count})" : "");

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..27] + "...";
}
