using System.Text.Json;

namespace Symmetry.Analysis.Json;

/// <summary>One trial as JSON, with the names of the export's columns.</summary>
public static class TrialJson
{
    /// <summary>Writes one object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="columns">The columns of the sweep.</param>
    /// <param name="trial">The trial.</param>
    public static void Write(Utf8JsonWriter json, TrialColumns columns, ExportedTrial trial)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(trial);
        var row = trial.Row;
        json.WriteStartObject();
        json.WriteNumber("cell", trial.Cell.Cell.Number);
        json.WriteNumber("replicate", row.Replicate);
        for (var i = 0; i < columns.SettingNames.Length; i++)
        {
            json.WritePropertyName(columns.SettingNames[i]);
            json.WriteRawValue(trial.Cell.Json[i], skipInputValidation: true);
        }

        if (columns.HasPermutation)
        {
            json.WriteString("permutation", trial.Permutation);
        }

        WriteMetrics(json, columns.Leading, trial);
        json.WriteString("outcome", TrialMetrics.Word(row.Result.Outcome));
        json.WriteNumber("attempts", row.Attempts);
        json.WriteString("silo", row.Silo);
        JsonValues.Write(json, "seconds", columns.Seconds(row));
        WriteMetrics(json, columns.Trailing, trial);
        foreach (var level in columns.Levels)
        {
            json.WriteNumber(level.Name, level.LevelOf(row.Replicate));
        }

        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, ImmutableArray<MetricColumn> columns, ExportedTrial trial)
    {
        foreach (var column in columns)
        {
            var value = column.Read(trial.Row.Result);
            if (column.IsCount)
            {
                json.WriteNumber(column.Name, (int)value);
            }
            else
            {
                JsonValues.Write(json, column.Name, value);
            }
        }
    }
}
