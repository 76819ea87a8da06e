using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Results;

/// <summary>Recognises the columns of our own exports (<see cref="TrialColumns"/>).</summary>
internal static class ExportLayout
{
    private const string Correct = "correct_";
    private const string Total = "total_";
    private static readonly string[] End = ["outcome", "attempts", "silo", "seconds"];

    /// <summary>The roles of the columns of an export; null for another file.</summary>
    public static ColumnRoles? Find(TypedTable table)
    {
        string[] names = [.. table.Columns.Select(column => column.Name)];
        var outcome = Array.IndexOf(names, End[0]);
        if (!names.AsSpan().StartsWith(["cell", "replicate"]) || outcome < 0 || !names.AsSpan(outcome).StartsWith(End))
        {
            return null;
        }

        // Without P nothing separates settings from metrics, and without both accuracies no metric stands before the outcome.
        var permutation = Array.IndexOf(names, "permutation");
        var settings = table.Columns[2..(permutation < 0 ? outcome : permutation)];
        var ends = table.Columns[outcome..(outcome + End.Length)];
        var others = table.Columns[(permutation < 0 ? outcome : permutation + 1)..outcome].AddRange(table.Columns[(outcome + End.Length)..]);
        var levels = others.RemoveAll(column => !column.Name.StartsWith(LevelColumn.Prefix, StringComparison.Ordinal));
        var results = others.RemoveRange(levels);
        var (experiment, metrics) = ExperimentRegister.All
            .Where(known => !settings.IsEmpty && settings.All(column => known.TryFindSetting(column.Name, out _)))
            .Select(known => (known, MetricsOf(table, known, settings, results)))
            .FirstOrDefault(found => !found.Item2.IsEmpty);
        return new ColumnRoles([table.Columns[1]], [.. settings.Where(column => IsVaried(table, column))], metrics.IsDefault ? MetricsOf(results) : metrics)
        {
            Export = new ExportColumns(experiment, table.Columns[0], settings, ends[0], ends[1], ends[2], ends[3], levels),
        };
    }

    /// <summary>The settings of a row's cell.</summary>
    /// <exception cref="FormatException">A value is not valid.</exception>
    public static TrialSettings SettingsOf(IExperiment experiment, ImmutableArray<TypedColumn> settings, int row) => settings.Aggregate(
        experiment.Defaults,
        (found, column) => experiment.Setting(column.Name) is var setting ? setting.With(found, setting.Parse(column.Text(row))) : found);

    // Empty where the file does not have the metrics of these settings.
    private static ImmutableArray<FileMetric> MetricsOf(
        TypedTable table, IExperiment experiment, ImmutableArray<TypedColumn> settings, ImmutableArray<TypedColumn> results)
    {
        try
        {
            var cells = Enumerable.Range(0, table.Rows).DistinctBy(row => table.Columns[0].Number(row));
            var metrics = cells.SelectMany(row => experiment.MetricsOf(SettingsOf(experiment, settings, row))).DistinctBy(metric => metric.Name);
            var found = metrics.Select(metric => (Metric: metric, Columns: MetricColumn.ColumnsOf(metric)
                .Select(known => results.FirstOrDefault(column => column.Name == known.Name)).ToList())).ToList();
            return found.Exists(item => item.Columns.Contains(null)) ? []
                : [.. found.Select(item => new FileMetric(item.Metric, item.Columns[0]!, item.Columns.ElementAtOrDefault(1)))];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static ImmutableArray<FileMetric> MetricsOf(ImmutableArray<TypedColumn> results)
    {
        var metrics = ImmutableArray.CreateBuilder<FileMetric>();
        for (var i = 0; i < results.Length; i++)
        {
            var name = results[i].Name;
            var key = name.StartsWith(Correct, StringComparison.Ordinal) ? name[Correct.Length..] : name;
            var total = key != name && i + 1 < results.Length && results[i + 1].Name == Total + key ? results[++i] : null;
            metrics.Add(FileMetric.Make(total is null ? name : key, MetricWords.Direction(key), results[total is null ? i : i - 1], total));
        }

        return metrics.DrainToImmutable();
    }

    private static bool IsVaried(TypedTable table, TypedColumn column) =>
        Enumerable.Range(1, table.Rows - 1).Any(row => column.Text(row) != column.Text(0));
}
