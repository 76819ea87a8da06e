namespace Symmetry.Formats.Results;

/// <summary>The rows of one or several files, numbered through.</summary>
internal sealed class FileRows
{
    private readonly ImmutableArray<ResultFile> files;
    private readonly int[] starts;

    /// <summary>The rows of the files, in their order.</summary>
    public FileRows(ImmutableArray<ResultFile> files)
    {
        this.files = files;
        starts = new int[files.Length];
        foreach (var (i, file) in files.Index())
        {
            starts[i] = Count;
            Count += file.Table.Rows;
        }
    }

    /// <summary>The files.</summary>
    public ImmutableArray<ResultFile> Files => files;

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The number of a row's file, and its number there.</summary>
    public (int File, int Row) At(int row)
    {
        var file = starts.Length - 1;
        while (starts[file] > row)
        {
            file--;
        }

        return (file, row - starts[file]);
    }

    /// <summary>Where a row is: FILE: line 7.</summary>
    public string Place(int row)
    {
        var (file, number) = At(row);
        return $"{files[file].Table.File}: {files[file].Table.Place(number)}";
    }
}
