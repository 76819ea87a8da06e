using System.Text.Json;
using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Analysis.Json;

/// <summary>Comparisons of cells as JSON.</summary>
public static class ComparisonJson
{
    /// <summary>The whole text.</summary>
    public static string Text(CellComparisons comparisons)
    {
        return JsonText.Object(json =>
        {
            var test = comparisons.Family.Test;
            ComparisonQuestionJson.Write(json, comparisons);
            json.WriteNumber("level", Estimate.DefaultLevel);
            json.WriteNumber("family", comparisons.Family.Size);
            json.WriteString("test", comparisons.Family.Method);
            JsonValues.Write(json, "criticalValue", test?.CriticalValue);
            if (comparisons.IsSequential)
            {
                // p and intervals for a fixed number of replicates are not valid; "sequence" is.
                json.WriteBoolean("sequential", true);
                json.WriteBoolean("final", comparisons.Runs.IsComplete);
            }

            SelfCheckJson.Write(json, comparisons);
            json.WriteStartArray("comparisons");
            foreach (var comparison in comparisons.All)
            {
                json.WriteStartObject();
                Write(json, comparison, comparisons);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, CellComparison comparison, CellComparisons comparisons)
    {
        var (difference, paired) = (comparison.Difference, comparison.Paired);
        ComparisonQuestionJson.WriteCells(json, comparisons, comparison.Cell, comparison.Baseline);
        json.WriteNumber("pairs", paired?.Pairs ?? 0);
        json.WriteNumber("leftOut", comparison.LeftOut);
        JsonValues.Write(json, "difference", paired?.Difference.Value);
        JsonValues.WriteEnds(json, paired?.Difference.Interval);
        JsonValues.Write(json, "simultaneous", difference?.Tested.Simultaneous);
        JsonValues.Write(json, "bca", paired?.BcaDifference.Interval);
        JsonValues.Write(json, "sd", paired?.DifferenceStandardDeviation);
        JsonValues.Write(json, "effectSize", paired?.EffectSize);
        JsonValues.Write(json, "p", difference?.Tested.P);
        JsonValues.Write(json, "pAdjusted", difference?.Adjusted);
        JsonValues.Write(json, "pPairedT", paired?.PairedTPValue);
        json.WriteString("refusal", difference?.NoPValueReason);
        JsonValues.Write(json, "superiority", paired?.Superiority.Value);
        JsonValues.Write(json, "superiorityInterval", paired?.Superiority.Interval);
        JsonValues.Write(json, "varianceSaved", paired?.VarianceSaved);
        JsonValues.Write(json, "leastDetectable", difference?.LeastDetectable);
        JsonValues.Write(json, "asoBetter", comparison.Order?.UpperLimit);
        JsonValues.Write(json, "asoWorse", comparison.Order?.ReverseUpperLimit);
        if (comparisons.IsSequential)
        {
            JsonValues.Write(json, "sequence", comparisons.SequenceOf(comparison));
        }

        if (comparisons.CorrectedRatio is { } ratio)
        {
            JsonValues.Write(json, "correctedRatio", ratio);
            JsonValues.Write(json, "corrected", comparison.Corrected?.Mean.Interval);
            JsonValues.Write(json, "pCorrected", comparison.Corrected?.PValue);
        }
    }
}
