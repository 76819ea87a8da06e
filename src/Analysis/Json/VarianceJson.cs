using System.Text.Json;
using Symmetry.Analysis.Questions.Variance;

namespace Symmetry.Analysis.Json;

/// <summary>Variance components as JSON.</summary>
public static class VarianceJson
{
    /// <summary>The whole text.</summary>
    public static string Text(Sweep sweep, IReadOnlyList<VarianceAnalysis> analyses)
    {
        return JsonText.Object(json =>
        {
            json.WriteString("sweep", sweep.Id);
            json.WriteNumber("level", Estimate.DefaultLevel);
            json.WriteStartArray("analyses");
            foreach (var analysis in analyses)
            {
                json.WriteStartObject();
                json.WriteNumber("cell", analysis.Cell.Number);
                json.WriteString("name", CellLabel.Short(analysis.Cell));
                json.WriteString("on", analysis.Metric.Key);
                if (analysis.Components is { } components)
                {
                    Write(json, components);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, VarianceComponents components)
    {
        JsonValues.WriteMean(json, components.Mean);
        JsonValues.Write(json, "variance", components.TotalVariance);
        json.WriteStartArray("components");
        foreach (var component in components.Components)
        {
            json.WriteStartObject();
            json.WriteString("source", component.Name);
            json.WriteNumber("degrees", component.Degrees);
            JsonValues.Write(json, "variance", component.Variance);
            JsonValues.Write(json, "lower", component.Interval.Lower);
            JsonValues.Write(json, "upper", component.Interval.Upper);
            JsonValues.Write(json, "share", component.Share.Value);
            JsonValues.Write(json, "shareLower", component.Share.Interval?.Lower);
            JsonValues.Write(json, "shareUpper", component.Share.Interval?.Upper);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sentences");
        foreach (var factor in components.Factors)
        {
            json.WriteStringValue(factor.Sentence);
        }

        json.WriteEndArray();
    }
}
