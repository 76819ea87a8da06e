using System.Text.Json;
using Symmetry.Analysis.Questions.Images;

namespace Symmetry.Analysis.Json;

/// <summary>Answers about outcomes per image as JSON.</summary>
public static class ImagesJson
{
    /// <summary>Every cell by itself.</summary>
    public static string Text(ImageSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return Text(summary.Runs, summary.Metric, json =>
        {
            json.WriteNumber("ensemble", summary.Voters);
            json.WriteStartArray("cells");
            foreach (var cell in summary.Cells)
            {
                WriteStart(json, cell.Cell);
                json.WriteNumber("runs", cell.OverImages.N);
                json.WriteNumber("images", cell.Images);
                JsonValues.Write(json, "mean", cell.OverImages.Value);
                JsonValues.Write(json, "overRuns", cell.OverRuns.Interval);
                JsonValues.Write(json, "overRunsAndImages", cell.OverImages.Interval);
                JsonValues.Write(json, "disagreement", cell.Disagreement.Value);
                JsonValues.Write(json, "disagreementInterval", cell.Disagreement.Interval);
                JsonValues.Write(json, "majority", cell.Majority?.Accuracy);
                JsonValues.Write(json, "oneRun", cell.Majority?.Single);
                json.WriteNumber("votedOn", cell.Majority?.Images ?? 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Every other cell against a baseline.</summary>
    public static string Text(BaselineChurn churn)
    {
        ArgumentNullException.ThrowIfNull(churn);
        return Text(churn.Runs, churn.Metric, json =>
        {
            json.WriteNumber("baseline", churn.Baseline.Number);
            json.WriteStartArray("comparisons");
            foreach (var other in churn.Others)
            {
                WriteStart(json, other.Cell);
                json.WriteNumber("pairs", other.Churn.N);
                JsonValues.Write(json, "churn", other.Churn.Value);
                JsonValues.Write(json, "interval", other.Churn.Interval);
                JsonValues.Write(json, "onlyCell", other.OnlyCell);
                JsonValues.Write(json, "onlyBaseline", other.OnlyBaseline);
                JsonValues.Write(json, "difference", other.Difference);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Two trials.</summary>
    public static string Text(TrialPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return Text(pair.Runs, pair.Metric, json =>
        {
            json.WriteStartArray("trials");
            foreach (var trial in (TrialName[])[pair.First, pair.Second])
            {
                WriteStart(json, trial.Cell);
                json.WriteNumber("replicate", trial.Replicate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("images", pair.Images.Count);
            json.WriteNumber("both", pair.Images.Both);
            json.WriteNumber("onlyFirst", pair.Images.OnlyFirst);
            json.WriteNumber("onlySecond", pair.Images.OnlySecond);
            json.WriteNumber("neither", pair.Images.Neither);
            JsonValues.Write(json, "p", pair.P);
            json.WriteNumber("originals", pair.Originals);
            JsonValues.Write(json, "pByOriginal", pair.PByOriginal);
        });
    }

    private static string Text(SweepRuns runs, Metric metric, Action<Utf8JsonWriter> write) => JsonText.Object(json =>
    {
        json.WriteString("sweep", runs.Sweep.Id);
        json.WriteString("fingerprint", runs.State.Fingerprint);
        json.WriteString("on", metric.Key);
        json.WriteNumber("level", Estimate.DefaultLevel);
        write(json);
    });

    private static void WriteStart(Utf8JsonWriter json, Cell cell)
    {
        json.WriteStartObject();
        json.WriteNumber("cell", cell.Number);
        json.WriteString("name", CellLabel.Short(cell));
    }
}
