using Symmetry.Engine.Data;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.DataSets;

/// <summary>Reads images from a table.</summary>
internal static class TableFile
{
    /// <summary>Reads images and labels.</summary>
    /// <remarks>Labels that are all whole numbers from 0 to 255 are the class numbers. Otherwise each distinct label is a class, in ordinal order.</remarks>
    /// <exception cref="DataFileException">The file is not a valid table of images.</exception>
    public static ImageSet Read(string file, TableLayout layout) =>
        TableReader.Read(
            file, (name, rows, columns) => LabelledImages.RequireAllowedSize(name, rows, Math.Max(columns - 1, 1)), table => Read(file, table, layout));

    private static ImageSet Read(string file, Table table, TableLayout layout)
    {
        var labelColumn = layout.Label ?? "label";
        var label = table.Columns.ToList().IndexOf(labelColumn);
        if (label < 0)
        {
            throw new DataFileException($"{file} has no label column '{labelColumn}'; its columns are {List(table.Columns)}. "
                + "The key 'label' chooses the label column.");
        }

        var pixels = table.Columns.Count - 1;
        var (height, width) = SizeOf(file, pixels, layout);
        var raw = new List<double>();
        var labels = new List<string>();
        foreach (var (_, row) in table.Rows)
        {
            LabelledImages.RequireAllowedSize(file, labels.Count + 1, pixels);
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
                    throw new DataFileException($"{file}: row {labels.Count + (column < label ? 1 : 0)} has \"{Shorten(row[column])}\" "
                        + $"in column {table.Columns[column]}; expected a number.");
                }
            }
        }

        LabelledImages.RequireTwoImages(file, labels.Count);
        var classes = ClassesOf(file, labels);
        var range = layout.Range ?? PixelRange.FromValues(file, raw);
        return LabelledImages.Create(file, height, width, range.Scale(file, raw, pixels), classes);
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
            ({ } rows, { } columns) => (rows, columns),
            ({ } rows, null) => (rows, pixels / rows),
            (null, { } columns) => (pixels / columns, columns),
            _ => (side, side),
        };
        return pixels > 0 && (long)height * width == pixels
            ? (height, width)
            : throw new DataFileException($"{file} has {pixels} pixel columns, but images of {height} x {width} have {(long)height * width} pixels. "
                + "The keys 'height' and 'width' set the size.");
    }

    private static string List(IReadOnlyList<string> columns) =>
        string.Join(", ", columns.Take(5).Select(Shorten)) + (columns.Count > 5 ? $", ... ({columns.Count})" : "");

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..27] + "...";
}
