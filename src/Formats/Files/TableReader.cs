namespace Symmetry.Formats.Files;

/// <summary>Opens a table in the format that the ending of its file says.</summary>
internal static class TableReader
{
    private static readonly string[] JsonLines = [".jsonl", ".jsonl.gz"];

    private static readonly string[] Csv = [".csv", ".csv.gz"];

    private const string Parquet = ".parquet";

    /// <summary>What the names of tables end with, in words.</summary>
    public static string Endings => $"{string.Join(", ", Csv)}, {string.Join(", ", JsonLines)} or {Parquet}";

    /// <summary>Whether a name has the ending of a table.</summary>
    public static bool IsTable(string name) => Ends(name, [.. Csv, .. JsonLines, Parquet]);

    /// <summary>Opens a table and reads it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="check">Checks the number of rows and columns of a Parquet file before they are read.</param>
    /// <param name="read">Reads the table.</param>
    /// <exception cref="DataFileException">The file has another ending, or cannot be read.</exception>
    public static T Read<T>(string file, Action<string, long, int> check, Func<Table, T> read) => IsTable(file)
        ? DataFile.Read(file, stream => read(
            Ends(file, Csv) ? CsvTable.Read(file, stream)
            : Ends(file, JsonLines) ? JsonLinesTable.Read(file, stream)
            : ParquetTable.Read(file, stream, check)))
        : throw new DataFileException($"{file}: unknown file type. Expected {Endings}.");

    private static bool Ends(string name, string[] endings) => endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
