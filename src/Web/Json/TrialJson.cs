using System.Text.Json;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Trials;

namespace Symmetry.Web.Json;

/// <summary>One trial as JSON, with the names of the export's columns.</summary>
public static class TrialJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, ExportedTrial trial)
    {
        var (result, row) = (trial.Result, trial.Row);
        json.WriteStartObject();
        json.WriteNumber("cell", trial.Cell.Cell.Number);
        json.WriteNumber("replicate", trial.Replicate);
        for (var i = 0; i < Setting.All.Count; i++)
        {
            json.WritePropertyName(Setting.All[i].Name);
            JsonValues.Write(json, Setting.All[i].Kind, trial.Cell.Settings[i]);
        }

        json.WriteString("permutation", trial.Permutation);
        json.WriteNumber("correct_original", result.CorrectOriginal);
        json.WriteNumber("total_original", result.TotalOriginal);
        json.WriteNumber("correct_inverted", result.CorrectInverted);
        json.WriteNumber("total_inverted", result.TotalInverted);
        JsonValues.Write(json, "train_loss", result.TrainLoss);
        json.WriteString("outcome", Word(result.Outcome));
        json.WriteNumber("attempts", row.Attempts);
        json.WriteString("silo", row.Silo);
        JsonValues.Write(json, "seconds", row.Seconds);
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
