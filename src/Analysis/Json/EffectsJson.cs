using System.Text.Json;
using Symmetry.Analysis.Questions.Effects;

namespace Symmetry.Analysis.Json;

/// <summary>Effects as JSON.</summary>
public static class EffectsJson
{
    /// <summary>The whole text. The share without axes is that of all interactions of three or more axes together.</summary>
    public static string Text(GridEffects effects) => JsonText.Object(json =>
    {
        json.WriteString("sweep", effects.Runs.Sweep.Id);
        json.WriteString("metric", effects.Metric.Name);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteNumber("replicates", effects.Grid.Replicates.Count);
        json.WriteNumber("cells", effects.Grid.Cells.Count);
        json.WriteStartObject("leftOut");
        foreach (var axis in effects.Grid.LeftOut)
        {
            json.WriteStartArray(axis.Setting.Name);
            foreach (var value in axis.Values)
            {
                JsonValues.Write(json, axis.Setting.Kind, value.Text);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        JsonValues.Write(json, "variance", effects.Shares?.Variance);
        WriteShares(json, effects);
        WriteLevels(json, effects);
        json.WriteNumber("family", effects.Differences.Count);
        WriteDifferences(json, effects);
    });

    private static void WriteShares(Utf8JsonWriter json, GridEffects effects)
    {
        json.WriteStartArray("shares");
        foreach (var term in effects.Shares?.Terms ?? [])
        {
            json.WriteStartObject();
            json.WriteStartArray("axes");
            foreach (var axis in term.Axes)
            {
                json.WriteStringValue(effects.Grid.Axes[axis].Setting.Name);
            }

            json.WriteEndArray();
            JsonValues.Write(json, "component", term.Component);
            JsonValues.Write(json, "share", term.Share.Value);
            JsonValues.WriteEnds(json, term.Share.Interval);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLevels(Utf8JsonWriter json, GridEffects effects)
    {
        json.WriteStartArray("levels");
        foreach (var level in effects.Levels)
        {
            json.WriteStartObject();
            json.WriteString("axis", level.Axis.Setting.Name);
            JsonValues.Write(json, "value", level.Value);
            JsonValues.WriteMean(json, level.Mean);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDifferences(Utf8JsonWriter json, GridEffects effects)
    {
        json.WriteStartArray("differences");
        foreach (var difference in effects.Differences)
        {
            json.WriteStartObject();
            json.WriteString("axis", difference.Axis.Setting.Name);
            JsonValues.Write(json, "greater", difference.Greater);
            JsonValues.Write(json, "than", difference.Than);
            JsonValues.Write(json, "difference", difference.Difference);
            JsonValues.WriteEnds(json, difference.Interval);
            JsonValues.Write(json, "pAdjusted", difference.Adjusted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
