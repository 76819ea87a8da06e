using System.Text.Json;
using Symmetry.Analysis.Questions.Best;

namespace Symmetry.Analysis.Json;

/// <summary>The cells that may be best as JSON, best first.</summary>
public static class BestJson
{
    /// <summary>The whole text.</summary>
    public static string Text(BestCells best) => JsonText.Object(json =>
    {
        json.WriteString("sweep", best.Runs.Sweep.Id);
        json.WriteString("metric", best.Metric.Name);
        json.WriteBoolean("larger", best.Metric.Better is MetricDirection.Larger);
        json.WriteNumber("level", best.Level);
        json.WriteString("method", best.MethodText);
        json.WriteNumber("flips", best.Flips);
        json.WriteBoolean("complete", best.Runs.IsComplete);
        json.WriteString("refusal", best.NoExclusionReason);
        json.WriteStartArray("leftOut");
        foreach (var cell in best.LeftOut)
        {
            json.WriteNumberValue(cell.Number);
        }

        json.WriteEndArray();
        json.WriteStartArray("cells");
        foreach (var cell in best.Cells)
        {
            Write(json, best, cell);
        }

        json.WriteEndArray();
        json.WriteStartObject("chosen");
        json.WriteNumber("cell", best.Chosen.Cell.Number);
        JsonValues.Write(json, "mean", best.Chosen.Mean.Value);
        json.WriteStartObject("unbiased");
        JsonValues.WriteMean(json, best.Unbiased);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, BestCells best, BestCell cell)
    {
        json.WriteStartObject();
        json.WriteNumber("cell", cell.Cell.Number);
        TableJson.WriteAxes(json, best.Runs.Sweep, cell.Cell);
        json.WriteNumber("replicates", best.Replicates);
        JsonValues.WriteMean(json, cell.Mean);
        json.WriteBoolean("mayBeBest", cell.Standing.MayBeBest);
        JsonValues.Write(json, "p", cell.Standing.PValue);
        json.WriteStartArray("rank");
        json.WriteNumberValue(cell.Standing.BestRank);
        json.WriteNumberValue(cell.Standing.WorstRank);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
