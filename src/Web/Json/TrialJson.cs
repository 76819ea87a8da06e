using System.Collections.Immutable;
using System.Text.Json;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;

namespace Symmetry.Web.Json;

/// <summary>One trial as JSON, with the names of the export's columns.</summary>
public static class TrialJson
{
    

    /// <summary>Writes one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="measured">The names of measurements, each a field of its own after the others; null where the trial has none.</param>
    public static void Write(Utf8JsonWriter json, ExportedTrial trial, IReadOnlyList<string> measured)
    {
        var (result, row) = (trial.Result, trial.Row);
        json.WriteStartObject();
        json.WriteNumber("cell", trial.Cell.Cell.Number);
        json.WriteNumber("replicate", trial.Replicate);
        for (var i = 0; i < trial.Cell.Experiment.Settings.Count; i++)
        {
            json.WritePropertyName(trial.Cell.Experiment.Settings[i].Name);
            json.WriteRawValue(trial.Cell.Json[i], skipInputValidation: true);
        }

        json.WriteString("permutation", trial.Permutation);
        json.WriteNumber("correct_original", result.Find("accuracy")?.Correct ?? 0);
        json.WriteNumber("total_original", result.Find("accuracy")?.Total ?? 0);
        json.WriteNumber("correct_inverted", result.Find("accuracy_inverted")?.Correct ?? 0);
        json.WriteNumber("total_inverted", result.Find("accuracy_inverted")?.Total ?? 0);
        JsonValues.Write(json, "train_loss", result.Find("train_loss")?.Value);
        json.WriteString("outcome", Word(result.Outcome));
        json.WriteNumber("attempts", row.Attempts);
        json.WriteString("silo", row.Silo);
        JsonValues.Write(json, "seconds", row.Seconds);
        foreach (var name in measured)
        {
            JsonValues.Write(json, name, trial.Measured(name));
        }

        json.WriteEndObject();
    }

    /// <summary>The word for an outcome.</summary>
    public static string Word(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Completed => "completed",
        TrialOutcome.Diverged => "diverged",
        _ => "failed",
    };
}
