using Symmetry.Formats.Files;

namespace Symmetry.Formats.Results;

/// <summary>A file of results with the roles of its columns.</summary>
/// <param name="Table">Its rows.</param>
/// <param name="Roles">What its columns mean.</param>
internal sealed record ResultFile(TypedTable Table, ColumnRoles Roles)
{
    /// <summary>The name of the file, without folder and ending.</summary>
    public string Name => System.IO.Path.GetFileName(Table.File).Split('.')[0];

    /// <summary>Reads files that have the same columns, with the roles that the first one's columns have.</summary>
    /// <exception cref="UsageException">An option names an unknown column, or two files have the same name.</exception>
    /// <exception cref="DataFileException">A file cannot be used.</exception>
    public static ImmutableArray<ResultFile> ReadAll(IReadOnlyList<string> files, RoleOptions options)
    {
        var table = TypedTable.Read(files[0]);
        var first = new ResultFile(table, RoleFinder.Find(table, options));
        ImmutableArray<ResultFile> all = [first, .. files.Skip(1).Select(file => first.Read(file))];
        return all.GroupBy(file => file.Name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice
            ? throw new UsageException($"Two files are named {twice}. The name tells their rows apart: rename one.")
            : all;
    }

    private ResultFile Read(string file)
    {
        var table = TypedTable.Read(file);
        var roles = new ColumnRoles(Find(Roles.Replicates), Find(Roles.Axes), [.. Roles.Metrics.Select(metric => metric with
        {
            Column = FindOne(metric.Column),
            Total = metric.Total is { } total ? FindOne(total) : null,
        })])
        {
            Export = Roles.Export is null ? null : ExportLayout.Find(table)?.Export
                ?? throw new DataFileException($"{file} is not an export of this program, as {Table.File} is."),
        };
        RoleFinder.Check(table, roles);
        return new ResultFile(table, roles);

        ImmutableArray<TypedColumn> Find(ImmutableArray<TypedColumn> columns) => [.. columns.Select(FindOne)];

        TypedColumn FindOne(TypedColumn column) =>
            table.Find(column.Name) ?? throw new DataFileException($"{file} has no column '{column}', which {Table.File} has.");
    }
}
