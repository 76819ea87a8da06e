using Symmetry.Engine.Experiments;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.Results;

/// <summary>Finds what the columns of a file mean: as options say, otherwise by their names and values.</summary>
internal static class RoleFinder
{
    private const string Smaller = ":smaller";
    private const string Larger = ":larger";

    /// <summary>The roles of the columns.</summary>
    /// <param name="table">The file.</param>
    /// <param name="options">The roles that were named.</param>
    /// <exception cref="UsageException">An option names a column that is not there, or twice.</exception>
    /// <exception cref="DataFileException">A role cannot be inferred, or a column with a role has values that do not fit it.</exception>
    public static ColumnRoles Find(TypedTable table, RoleOptions options)
    {
        if (!options.Given.Any() && ExportLayout.Find(table) is { } export)
        {
            return export;
        }

        var replicates = options.Replicate is { } named ? FindAll(table, RoleOptions.ReplicateName, named) : InferReplicates(table, options);
        ImmutableArray<TypedColumn>? axes = options.Axis is { } names ? FindAll(table, RoleOptions.AxisName, names) : null;
        ImmutableArray<FileMetric>? metrics = options.Metric is { } list ? [.. Split(list).Select(item => MetricOf(table, item))] : null;
        var taken = replicates.Concat(axes ?? []).Concat((metrics ?? []).SelectMany(ColumnsOf)).ToList();
        if (taken.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
        {
            throw new UsageException($"Column {twice} has two roles. Name it in one of {string.Join(", ", options.Given)}, once.");
        }

        var isReplicated = replicates.Any(column => DistinctOf(table, column) > 1);
        var rest = table.Columns.Except(taken).Select(column => (Column: column, Role: axes is not null && metrics is not null
            ? ColumnRole.Ignored
            : Infer(table, column, isReplicated, needsAxes: axes is null, needsMetrics: metrics is null))).ToList();
        metrics ??= [.. rest.Where(item => item.Role is ColumnRole.Metric).Select(item => MetricOf(table, item.Column.Name))];
        axes ??= [.. rest.Where(item => item.Role is ColumnRole.Axis).Select(item => item.Column)];
        var roles = new ColumnRoles(replicates, axes.Value, metrics.Value)
        {
            Ignored = [.. rest.Where(item => item.Role is ColumnRole.Ignored).Select(item => item.Column)],
        };
        Check(table, roles);
        return roles;
    }

    /// <summary>Checks that the columns fit their roles.</summary>
    /// <exception cref="DataFileException">One does not.</exception>
    public static void Check(TypedTable table, ColumnRoles roles)
    {
        foreach (var column in roles.Replicates.Concat(roles.Axes))
        {
            if ((column.Defect ?? column.Mixture ?? column.KeyDefect) is { } defect)
            {
                throw new DataFileException($"{table.File}: {defect}.");
            }
        }

        if (roles.Metrics.IsEmpty)
        {
            throw new DataFileException($"{table.File} has no column that looks like a metric. Name it with {RoleOptions.MetricName}; {Columns(table)}.");
        }

        if (roles.Metrics.GroupBy(metric => metric.Metric.Name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
        {
            throw new DataFileException($"{table.File}: two metrics are named {twice}, in letters, digits and underscores. Rename a column.");
        }

        foreach (var column in roles.Metrics.SelectMany(ColumnsOf))
        {
            if ((column.Defect ?? column.Mixture) is { } defect)
            {
                throw new DataFileException($"{table.File}: {defect}.");
            }

            if (column.Kind is ColumnKind.Text or ColumnKind.Boolean)
            {
                var row = Enumerable.Range(0, table.Rows).First(column.Has);
                throw new DataFileException(
                    $"{table.File}: {table.Place(row)} has '{column.Text(row)}' in column {column}; expected a number, because {column} is a metric.");
            }
        }
    }

    /// <summary>The columns of a metric.</summary>
    public static IEnumerable<TypedColumn> ColumnsOf(FileMetric metric) => metric.Total is { } total ? [metric.Column, total] : [metric.Column];

    private static ImmutableArray<TypedColumn> InferReplicates(TypedTable table, RoleOptions options)
    {
        var others = Split(options.Axis).Concat(Split(options.Metric).SelectMany(item => item.Split('/', ':'))).ToHashSet();
        var candidates = table.Columns.Where(column => MetricWords.IsReplicate(column.Name) && !others.Contains(column.Name)).ToList();
        var varying = candidates.Where(column => DistinctOf(table, column) > 1).ToList();
        if (varying.Count > 1)
        {
            // Beside a seed or a fold, what numbers the rows says nothing.
            varying.RemoveAll(column => DistinctOf(table, column) == table.Rows && varying.Exists(other => DistinctOf(table, other) < table.Rows));
        }

        return varying.Count > 0 ? [.. varying]
            : candidates.Count > 0 ? [candidates[0]]
            : !options.NeedsReplicates ? []
            : throw new DataFileException($"{table.File} has no column that looks like a replicate, such as seed, run or fold. "
                + $"Name it with {RoleOptions.ReplicateName}; {Columns(table)}.");
    }

    private static ColumnRole Infer(TypedTable table, TypedColumn column, bool isReplicated, bool needsAxes, bool needsMetrics)
    {
        var (distinct, repeats) = Repeats(table, column);
        if (MetricWords.IsReplicate(column.Name) || column.Kind is ColumnKind.Empty
            || (distinct <= 1 && column.KeyDefect is null && !(needsMetrics && MetricWords.IsMetric(column.Name))))
        {
            return ColumnRole.Ignored;
        }

        if (column.Mixture is { } mixture)
        {
            throw new DataFileException($"{table.File}: {mixture}.");
        }

        if (column.Kind is not ColumnKind.Number)
        {
            // Where every row has its own text although cells have several rows, it is a note.
            return needsAxes && !(isReplicated && distinct == table.Rows) ? ColumnRole.Axis : ColumnRole.Ignored;
        }

        return (needsAxes, needsMetrics) switch
        {
            (true, true) when MetricWords.IsMetric(column.Name) => ColumnRole.Metric,
            (true, true) when repeats => ColumnRole.Axis,
            (true, true) when 2 * distinct > table.Rows => ColumnRole.Metric,
            (true, true) => throw new DataFileException($"{table.File}: column {column} could be an axis or a metric. "
                + $"Say which with {RoleOptions.AxisName} or {RoleOptions.MetricName}; {Columns(table)}."),
            (true, false) when repeats && !MetricWords.IsMetric(column.Name) => ColumnRole.Axis,
            (false, true) => ColumnRole.Metric,
            _ => ColumnRole.Ignored,
        };
    }

    private static int DistinctOf(TypedTable table, TypedColumn column) => Repeats(table, column).Distinct;

    // How many values there are, and whether each occurs at least twice, as those of an axis do.
    private static (int Distinct, bool Repeats) Repeats(TypedTable table, TypedColumn column)
    {
        var counts = new Dictionary<double, bool>();
        for (var row = 0; row < table.Rows; row++)
        {
            if (column.Has(row))
            {
                counts[column.Number(row)] = counts.ContainsKey(column.Number(row));
            }
        }

        return (counts.Count, counts.Values.All(isRepeated => isRepeated));
    }

    private static FileMetric MetricOf(TypedTable table, string item)
    {
        // A column may have a slash or a colon in its name.
        if (table.Find(item) is { } whole)
        {
            return FileMetric.Make(item, MetricWords.Direction(item), whole);
        }

        MetricDirection? stated = item.EndsWith(Smaller, StringComparison.Ordinal) ? MetricDirection.Smaller
            : item.EndsWith(Larger, StringComparison.Ordinal) ? MetricDirection.Larger
            : null;
        var name = stated is null ? item : item[..item.LastIndexOf(':')];
        var slash = table.Find(name) is null ? name.IndexOf('/', StringComparison.Ordinal) : -1;
        if (slash < 0)
        {
            return FileMetric.Make(name, stated ?? MetricWords.Direction(name), Find(table, RoleOptions.MetricName, name));
        }

        var (correct, total) = (Find(table, RoleOptions.MetricName, name[..slash]), Find(table, RoleOptions.MetricName, name[(slash + 1)..]));
        return FileMetric.Make(correct.Name, stated ?? MetricWords.Direction(correct.Name), correct, total);
    }

    private static ImmutableArray<TypedColumn> FindAll(TypedTable table, string option, string names) =>
        [.. Split(names).Select(name => Find(table, option, name))];

    private static TypedColumn Find(TypedTable table, string option, string name) => table.Find(name)
        ?? throw new UsageException($"{option}: {table.File} has no column '{name}'; {Columns(table)}."
            + NearestName.Hint(name, table.Columns.Select(column => column.Name)));

    private static string Columns(TypedTable table) =>
        $"its columns are {string.Join(", ", table.Columns.Take(20))}{(table.Columns.Length > 20 ? ", ..." : "")}";

    private static string[] Split(string? names) => names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
