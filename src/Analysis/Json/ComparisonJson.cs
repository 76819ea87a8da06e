using System.Text.Json;
using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Analysis.Json;

/// <summary>Comparisons with a baseline as JSON.</summary>
public static class ComparisonJson
{
    /// <summary>The whole text.</summary>
    public static string Text(BaselineComparison comparison)
    {
        return JsonText.Object(json =>
        {
            json.WriteString("sweep", comparison.Sweep.Id);
            json.WriteNumber("baseline", comparison.Baseline.Number);
            json.WriteString("on", comparison.Metric.Key);
            json.WriteNumber("level", Estimate.DefaultLevel);
            json.WriteNumber("family", comparison.Family);
            json.WriteStartArray("comparisons");
            foreach (var other in comparison.Others)
            {
                json.WriteStartObject();
                Write(json, other, comparison.CorrectedRatio);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, CellComparison other, double? correctedRatio)
    {
        var paired = other.Paired;
        json.WriteNumber("cell", other.Cell.Number);
        json.WriteString("name", CellLabel.Short(other.Cell));
        json.WriteNumber("pairs", paired?.Pairs ?? 0);
        json.WriteNumber("leftOut", other.LeftOut);
        JsonValues.Write(json, "difference", paired?.Difference.Value);
        JsonValues.Write(json, "t", paired?.Difference.Interval);
        JsonValues.Write(json, "bca", paired?.BcaDifference.Interval);
        JsonValues.Write(json, "sd", paired?.DifferenceStandardDeviation);
        JsonValues.Write(json, "p", paired?.PValue);
        JsonValues.Write(json, "pHolm", other.Holm);
        json.WriteString("test", paired?.Test is { } test ? PairedTestText.Name(test) : null);
        JsonValues.Write(json, "pPairedT", paired?.PairedTPValue);
        JsonValues.Write(json, "pSignFlip", paired?.SignFlip?.P);
        json.WriteString("refusal", paired?.NoPValueReason);
        JsonValues.Write(json, "superiority", paired?.Superiority.Value);
        JsonValues.Write(json, "superiorityInterval", paired?.Superiority.Interval);
        JsonValues.Write(json, "varianceSaved", paired?.VarianceSaved);
        JsonValues.Write(json, "asoBetter", other.Better?.UpperLimit);
        JsonValues.Write(json, "asoWorse", other.Worse?.UpperLimit);
        if (correctedRatio is { } ratio)
        {
            JsonValues.Write(json, "correctedRatio", ratio);
            JsonValues.Write(json, "corrected", other.Corrected?.Mean.Interval);
            JsonValues.Write(json, "pCorrected", other.Corrected?.PValue);
        }
    }
}
