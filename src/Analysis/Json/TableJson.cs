using System.Text.Json;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Json;

/// <summary>The results of a sweep as JSON: a contract, the same from the command line and from the live page.</summary>
/// <remarks>Numbers are the shortest texts that read back to the same double; what is undefined or unknown is null.</remarks>
public static class TableJson
{
    /// <summary>The whole text: indented, with a line feed at the end.</summary>
    /// <param name="table">The table; metrics that were asked for stand beside the accuracies.</param>
    /// <param name="claims">Answered claims, if there are any.</param>
    public static string Text(SweepTable table, IReadOnlyList<AnsweredClaim>? claims = null) =>
        JsonText.Object(json => WriteProperties(json, table, claims ?? []));

    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, SweepTable table)
    {
        json.WriteStartObject();
        WriteProperties(json, table, []);
        json.WriteEndObject();
    }

    /// <summary>Writes the properties of one cell, inside its object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="ended">How many of its trials ended.</param>
    /// <param name="failed">How many of these failed or diverged.</param>
    /// <param name="metrics">Its metrics.</param>
    public static void WriteCell(Utf8JsonWriter json, Sweep sweep, Cell cell, long ended, long failed, IEnumerable<MetricSummary> metrics)
    {
        json.WriteNumber("cell", cell.Number);
        WriteAxes(json, sweep, cell);
        json.WriteNumber("replicates", ended);
        json.WriteNumber("failed", failed);
        json.WriteStartObject("tests");
        foreach (var metric in metrics)
        {
            WriteMetric(json, metric);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the values of a cell's axes as the property <c>axes</c>.</summary>
    internal static void WriteAxes(Utf8JsonWriter json, Sweep sweep, Cell cell)
    {
        json.WriteStartObject("axes");
        foreach (var (axis, value) in sweep.Spec.Axes.Zip(cell.Coordinates))
        {
            json.WritePropertyName(axis.Setting.Name);
            JsonValues.Write(json, axis.Setting.Kind, value);
        }

        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, SweepTable table, IReadOnlyList<AnsweredClaim> claims)
    {
        json.WriteString("sweep", table.Sweep.Id);
        json.WriteString("name", table.Sweep.Spec.Name);
        json.WriteString("fingerprint", table.Runs.State.Fingerprint);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteNumber("trials", table.Runs.State.Trials);
        json.WriteNumber("failed", table.Runs.Failed);
        if (table.Intervals != IntervalChoice.Default)
        {
            json.WriteString("interval", table.Intervals.Method(table.Runs));
        }

        if (table.Best is not null)
        {
            json.WriteString("mayBeBestIn", table.Best.Metric.Name);
        }

        var metrics = SweepTable.DefaultMetrics(table.Runs).Union(table.Metrics).ToList();
        json.WriteStartArray("cells");
        foreach (var cell in table.Runs.Cells)
        {
            json.WriteStartObject();
            WriteCell(json, table.Sweep, cell.Cell, cell.Ended, cell.Failed, metrics.Select(metric => table.Summary(cell.Cell, metric)));
            if (table.MayBeBest(cell.Cell) is { } mayBeBest)
            {
                json.WriteBoolean("mayBeBest", mayBeBest);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (claims.Count > 0)
        {
            ClaimJson.Write(json, claims);
        }
    }

    private static void WriteMetric(Utf8JsonWriter json, MetricSummary summary)
    {
        json.WriteStartObject(summary.Metric.Key);
        json.WriteNumber("n", summary.N);
        JsonValues.Write(json, "mean", summary.Mean);
        JsonValues.Write(json, "sd", summary.StandardDeviation);
        JsonValues.Write(json, "se", summary.StandardError);
        JsonValues.Write(json, "lower", summary.Middle.Interval?.Lower);
        JsonValues.Write(json, "upper", summary.Middle.Interval?.Upper);
        JsonValues.Write(json, "median", summary.Median);
        JsonValues.Write(json, "min", summary.Minimum);
        JsonValues.Write(json, "max", summary.Maximum);
        JsonValues.Write(json, "paper", summary.Paper);
        JsonValues.Write(json, "skewness", summary.Skewness);
        json.WriteBoolean("skewed", summary.IsSkewed);
        json.WriteNumber("collapsed", summary.Collapsed);
        JsonValues.Write(json, "collapsedInterval", summary.CollapseInterval);
        json.WriteEndObject();
    }
}
