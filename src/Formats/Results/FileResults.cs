using Symmetry.Engine.Experiments;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.Results;

/// <summary>The result of each row of files of results.</summary>
internal sealed class FileResults
{
    private const string NoReason = "The file does not say why.";

    private readonly FileGrid grid;
    private readonly ImmutableArray<FileMetric>[][] metrics;

    /// <summary>Prepares to read the rows.</summary>
    /// <param name="grid">The cells.</param>
    public FileResults(FileGrid grid)
    {
        this.grid = grid;
        var files = grid.Rows.Files;

        // Trials of a built-in experiment report what their settings ask for; other files have the same metrics in every row.
        metrics = [.. files.Select(file => files is [{ Roles.Export: { Experiment: { } experiment } export }]
            ? grid.Cells.FirstRows.Select(row => Of(file, experiment.MetricsOf(ExportLayout.SettingsOf(experiment, export.Settings, row)))).ToArray()
            : [file.Roles.Metrics])];

        static ImmutableArray<FileMetric> Of(ResultFile file, IReadOnlyList<Metric> known) =>
            [.. known.Select(metric => file.Roles.Metrics.First(read => read.Metric.Name == metric.Name))];
    }

    /// <summary>The result of a row.</summary>
    /// <exception cref="DataFileException">A metric has no finite value.</exception>
    public TrialResult Read(int row)
    {
        var (file, number) = grid.Rows.At(row);
        var export = grid.Rows.Files[file].Roles.Export;
        switch (export?.Outcome.Text(number))
        {
            case null or "completed":
                break;
            case "diverged":
                return TrialResult.Divergence;
            case "failed":
                return TrialResult.Failure(NoReason);
            case "violated":
                return new TrialResult { Outcome = TrialOutcome.Violated, Reason = NoReason };
            case { } other:
                throw new DataFileException($"{grid.Rows.Place(row)} has the outcome '{other}'; expected completed, diverged, failed or violated.");
        }

        var cells = metrics[file];
        var values = ImmutableArray.CreateBuilder<MetricValue>();
        foreach (var metric in cells[cells.Length == 1 ? 0 : grid.Cells.Of[row]])
        {
            if (metric.Read(number) is { } value)
            {
                values.Add(value);
            }
            else if (export is null)
            {
                throw new DataFileException($"{grid.Rows.Place(row)} {Complaint(metric, number)}.");
            }
            else if (metric.Total is null)
            {
                // What was not finite has no number in an export.
                values.Add(MetricValue.Real(metric.Metric.Name, double.NaN));
            }
        }

        return new TrialResult { Outcome = TrialOutcome.Completed, Values = values.DrainToImmutable() };
    }

    private static string Complaint(FileMetric metric, int row) => metric.Total is null
        ? $"has no finite number in column {metric.Column}"
        : $"has '{metric.Column.Text(row)}' in column {metric.Column} and '{metric.Total.Text(row)}' in column {metric.Total}; "
            + "expected whole numbers, the first at most the second, the second at least 1";
}
