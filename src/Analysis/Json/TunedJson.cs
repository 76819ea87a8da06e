using System.Text.Json;
using Symmetry.Analysis.Questions.Tuning;

namespace Symmetry.Analysis.Json;

/// <summary>Tuned comparisons as JSON.</summary>
public static class TunedJson
{
    /// <summary>The whole text.</summary>
    public static string Text(TunedComparison comparison) => JsonText.Object(json =>
    {
        json.WriteString("sweep", comparison.Runs.Sweep.Id);
        json.WriteString("between", comparison.Choice.Between.Setting.Name);
        json.WriteStartArray("tuned");
        foreach (var axis in comparison.Choice.Tuned)
        {
            json.WriteStringValue(axis.Setting.Name);
        }

        json.WriteEndArray();
        json.WriteString("select", comparison.Choice.Select.Name);
        json.WriteString("metric", comparison.Metric.Name);
        json.WriteBoolean("optimistic", comparison.IsOptimistic);
        json.WriteNumber("level", Estimate.DefaultLevel);
        WriteLevels(json, comparison);
        WriteDifferences(json, comparison);
        WriteCurve(json, comparison);
    });

    private static void WriteLevels(Utf8JsonWriter json, TunedComparison comparison)
    {
        json.WriteStartArray("levels");
        foreach (var level in comparison.Levels)
        {
            json.WriteStartObject();
            JsonValues.Write(json, "value", level.Value);
            json.WriteNumber("cells", level.Cells);
            json.WriteNumber("replicates", level.Mean.N);
            JsonValues.WriteMean(json, level.Mean);
            json.WriteStartArray("chosen");
            foreach (var (cell, times) in level.Chosen)
            {
                json.WriteStartObject();
                json.WriteNumber("cell", cell.Number);
                json.WriteNumber("times", times);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDifferences(Utf8JsonWriter json, TunedComparison comparison)
    {
        json.WriteStartArray("differences");
        foreach (var difference in comparison.Differences)
        {
            json.WriteStartObject();
            JsonValues.Write(json, "greater", difference.Greater);
            JsonValues.Write(json, "than", difference.Than);
            json.WriteNumber("pairs", difference.Pairs);
            JsonValues.Write(json, "difference", difference.Difference);
            JsonValues.WriteEnds(json, difference.Interval);
            JsonValues.Write(json, "p", difference.PValue);
            JsonValues.Write(json, "pAdjusted", difference.Adjusted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCurve(Utf8JsonWriter json, TunedComparison comparison)
    {
        json.WriteStartArray("curve");
        foreach (var level in comparison.Levels)
        {
            for (var k = 1; k <= level.Curve.Count; k++)
            {
                json.WriteStartObject();
                JsonValues.Write(json, "value", level.Value);
                json.WriteNumber("k", k);
                JsonValues.WriteMean(json, level.Curve[k - 1]);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
