using Symmetry.Formats.Files;

namespace Symmetry.Formats.Results;

/// <summary>A file of results: typed columns, and where each row stands in the file.</summary>
internal sealed class TypedTable
{
    /// <summary>The largest number of rows: 2,000,000.</summary>
    public const int MaxRows = 2_000_000;

    /// <summary>The largest number of columns: 500.</summary>
    public const int MaxColumns = 500;

    /// <summary>The largest number of values, which bounds memory: 50,000,000.</summary>
    public const long MaxValues = 50_000_000;

    private readonly List<int> positions = [];

    private TypedTable(string file, Table table)
    {
        (File, Unit) = (file, table.Unit);
        Columns = [.. table.Columns.Select(name => new TypedColumn(name.Trim()))];
        foreach (var (position, values) in table.Rows)
        {
            RequireAllowedSize(file, positions.Count + 1L, Columns.Length);
            positions.Add(position);
            for (var i = 0; i < values.Length; i++)
            {
                Columns[i].Add(values[i], Unit, position);
            }
        }
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What positions count: lines or rows.</summary>
    public string Unit { get; }

    /// <summary>The columns in the order of the file.</summary>
    public ImmutableArray<TypedColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => positions.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">The file cannot be read, is too large, has no rows, or a column without a name or with another's.</exception>
    public static TypedTable Read(string file) => TableReader.Read(file, RequireAllowedSize, table =>
    {
        RequireNames(file, table.Columns);
        var read = new TypedTable(file, table);
        return read.Rows > 0 ? read : throw new DataFileException($"{file} has no rows below its column names.");
    });

    /// <summary>The column of this name; null if there is none.</summary>
    public TypedColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The place of a row: line 7.</summary>
    public string Place(int row) => $"{Unit} {positions[row]}";

    /// <summary>The places of two rows: lines 3 and 9.</summary>
    public string Places(int first, int second) => $"{Unit}s {positions[first]} and {positions[second]}";

    private static void RequireNames(string file, IReadOnlyList<string> names)
    {
        RequireAllowedSize(file, 0, names.Count);
        var seen = new HashSet<string>();
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                throw new DataFileException($"{file}: column {i + 1} has no name. Expected a name for each column in the first line.");
            }

            if (!seen.Add(names[i].Trim()))
            {
                throw new DataFileException($"{file}: two columns are named {names[i].Trim()}. Give each its own name.");
            }
        }
    }

    private static void RequireAllowedSize(string file, long rows, int columns)
    {
        var (size, limit, what) = columns > MaxColumns ? (columns, MaxColumns, "columns")
            : rows > MaxRows ? (rows, MaxRows, "rows")
            : (rows * columns, MaxValues, "values");
        if (size > limit)
        {
            throw new DataFileException($"{file} is too large: it has more than {Numbers.Count(limit)} {what}. Split it, or leave out columns.");
        }
    }
}
