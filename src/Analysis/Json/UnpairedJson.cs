using System.Text.Json;
using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Analysis.Json;

/// <summary>Unpaired comparisons of cells as JSON: the fields of <see cref="ComparisonJson"/> that mean the same, and <c>n</c> instead of
/// <c>pairs</c>.</summary>
public static class UnpairedJson
{
    /// <summary>The whole text.</summary>
    public static string Text(UnpairedComparisons comparisons) => JsonText.Object(json =>
    {
        ComparisonQuestionJson.Write(json, comparisons);
        json.WriteBoolean("unpaired", true);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteNumber("family", comparisons.Tested);
        json.WriteString("test", comparisons.Tested > 0 ? UnpairedComparisons.Method : null);
        SelfCheckJson.Write(json, comparisons);
        json.WriteStartArray("comparisons");
        foreach (var difference in comparisons.All)
        {
            json.WriteStartObject();
            Write(json, difference, comparisons);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, UnpairedDifference difference, UnpairedComparisons comparisons)
    {
        var comparison = difference.Comparison;
        ComparisonQuestionJson.WriteCells(json, comparisons, difference.Cell, difference.Baseline);
        json.WriteStartArray("n");
        json.WriteNumberValue(difference.First);
        json.WriteNumberValue(difference.Second);
        json.WriteEndArray();
        JsonValues.Write(json, "difference", comparison?.Difference);
        JsonValues.WriteEnds(json, difference.Interval);
        JsonValues.Write(json, "simultaneous", difference.Simultaneous);
        JsonValues.Write(json, "standardError", comparison?.StandardError);
        JsonValues.Write(json, "degrees", comparison?.Degrees);
        JsonValues.Write(json, "effectSize", comparison?.EffectSize);
        JsonValues.Write(json, "p", difference.P);
        JsonValues.Write(json, "pAdjusted", difference.Adjusted);
        json.WriteString("refusal", difference.NoPValueReason);
    }
}
