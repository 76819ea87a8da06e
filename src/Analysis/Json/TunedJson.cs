using System.Text.Json;
using Symmetry.Analysis.Questions.Tuning;
using Symmetry.Engine.Settings;

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
            WriteValue(json, "value", level.Value);
            json.WriteNumber("cells", level.Cells);
            json.WriteNumber("replicates", level.Mean.N);
            WriteMean(json, level.Mean);
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
            WriteValue(json, "greater", difference.Greater);
            WriteValue(json, "than", difference.Than);
            json.WriteNumber("pairs", difference.Pairs);
            JsonValues.Write(json, "difference", difference.Difference);
            JsonValues.Write(json, "lower", difference.Interval?.Lower);
            JsonValues.Write(json, "upper", difference.Interval?.Upper);
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
                WriteValue(json, "value", level.Value);
                json.WriteNumber("k", k);
                WriteMean(json, level.Curve[k - 1]);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteMean(Utf8JsonWriter json, Estimate mean)
    {
        JsonValues.Write(json, "mean", mean.Value);
        JsonValues.Write(json, "lower", mean.Interval?.Lower);
        JsonValues.Write(json, "upper", mean.Interval?.Upper);
    }

    private static void WriteValue(Utf8JsonWriter json, string name, SettingValue value)
    {
        json.WritePropertyName(name);
        JsonValues.Write(json, value.Setting.Kind, value.Text);
    }
}
