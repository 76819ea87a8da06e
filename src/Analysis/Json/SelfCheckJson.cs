using System.Text.Json;
using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Analysis.Json;

/// <summary>A self-check as the property <c>selfCheck</c> of a comparison; no property where there was none.</summary>
internal static class SelfCheckJson
{
    /// <summary>Writes the property.</summary>
    public static void Write(Utf8JsonWriter json, ComparisonQuestion question)
    {
        if (question.SelfCheck is not { } check)
        {
            return;
        }

        json.WriteStartObject("selfCheck");
        json.WriteNumber("tables", SelfCheck.Tables);
        json.WriteNumber("falseTables", check.FalseTables);
        json.WriteNumber("falseRate", check.FalseRate);
        JsonValues.Write(json, "falseInterval", check.FalseInterval);
        json.WriteNumber("symmetricRate", check.SymmetricRate);
        json.WriteNumber("promised", SelfCheck.Alpha);
        json.WriteNumber("halvings", SelfCheck.Halvings);
        JsonValues.Write(json, "agreement", check.MeanAgreement);
        json.WriteStartArray("verdicts");
        foreach (var (cell, baseline, place) in question.Places)
        {
            json.WriteStartObject();
            json.WriteNumber("cell", cell.Number);
            json.WriteNumber("baseline", baseline.Number);
            json.WriteString("verdict", SelfCheckText.Word(check.Verdicts[place]));
            JsonValues.Write(json, "agreement", check.Agreement[place]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
