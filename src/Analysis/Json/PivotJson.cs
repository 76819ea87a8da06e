using System.Text.Json;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Json;

/// <summary>A pivot table as JSON: the values of both axes, and one entry for each pair of them.</summary>
public static class PivotJson
{
    /// <summary>The whole text. Pairs without a cell are null.</summary>
    public static string Text(PivotTable pivot) => JsonText.Object(json =>
    {
        json.WriteString("sweep", pivot.Table.Sweep.Id);
        json.WriteString("name", pivot.Table.Sweep.Spec.Name);
        json.WriteString("fingerprint", pivot.Table.Runs.State.Fingerprint);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteString("metric", pivot.Metric.Name);
        if (pivot.Table.Selection.Where is { } where)
        {
            json.WriteString("where", where);
        }

        WriteAxis(json, "rows", pivot.RowAxis, pivot.Rows);
        WriteAxis(json, "columns", pivot.ColumnAxis, pivot.Columns);
        json.WriteStartArray("values");
        foreach (var row in pivot.Rows)
        {
            json.WriteStartArray();
            foreach (var column in pivot.Columns)
            {
                Write(json, pivot.Find(row, column), pivot.Summary(row, column));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    private static void WriteAxis(Utf8JsonWriter json, string name, Axis axis, IReadOnlyList<string> values)
    {
        json.WriteStartObject(name);
        json.WriteString("axis", axis.Setting.Name);
        json.WriteStartArray("values");
        foreach (var value in values)
        {
            JsonValues.Write(json, axis.Setting.Kind, value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Cell? cell, MetricSummary? summary)
    {
        if (cell is null || summary is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("cell", cell.Number);
        json.WriteNumber("n", summary.N);
        JsonValues.Write(json, "value", summary.Middle.Value);
        JsonValues.WriteEnds(json, summary.Middle.Interval);
        json.WriteEndObject();
    }
}
