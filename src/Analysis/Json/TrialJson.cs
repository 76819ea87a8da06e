using System.Collections.Immutable;
using System.Text.Json;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Json;

/// <summary>One trial as JSON, with the names of the export's columns.</summary>
public static class TrialJson
{
    private static readonly ImmutableArray<JsonEncodedText> Names = [.. Setting.All.Select(setting => JsonEncodedText.Encode(setting.Name))];

    /// <summary>Writes one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="measured">The names of measurements, each a field of its own after the others; null where the trial has none.</param>
    public static void Write(Utf8JsonWriter json, ExportedTrial trial, IReadOnlyList<string> measured)
    {
        var (row, result) = (trial.Row, trial.Row.Result);
        var (original, inverted) = (TrialMetrics.Original(result), TrialMetrics.Inverted(result));
        json.WriteStartObject();
        json.WriteNumber("cell", trial.Cell.Cell.Number);
        json.WriteNumber("replicate", row.Replicate);
        for (var i = 0; i < Setting.All.Count; i++)
        {
            json.WritePropertyName(Names[i]);
            json.WriteRawValue(trial.Cell.Json[i], skipInputValidation: true);
        }

        json.WriteString("permutation", trial.Permutation);
        json.WriteNumber("correct_original", original.Correct);
        json.WriteNumber("total_original", original.Total);
        json.WriteNumber("correct_inverted", inverted.Correct);
        json.WriteNumber("total_inverted", inverted.Total);
        JsonValues.Write(json, "train_loss", TrialMetrics.TrainLoss(result));
        json.WriteString("outcome", TrialMetrics.Word(result.Outcome));
        json.WriteNumber("attempts", row.Attempts);
        json.WriteString("silo", row.Silo);
        JsonValues.Write(json, "seconds", row.Seconds);
        foreach (var name in measured)
        {
            JsonValues.Write(json, name, trial.Measurement(name));
        }

        json.WriteEndObject();
    }
}
