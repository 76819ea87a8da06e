using System.Text.Json;
using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Analysis.Json;

/// <summary>The fields that paired and unpaired comparisons share as JSON.</summary>
internal static class ComparisonQuestionJson
{
    /// <summary>Writes what is compared: the sweep, the one baseline if there is one, and the metric.</summary>
    public static void Write(Utf8JsonWriter json, ComparisonQuestion question)
    {
        json.WriteString("sweep", question.Sweep.Id);
        if (question.Baseline is { } baseline)
        {
            json.WriteNumber("baseline", baseline.Number);
        }

        json.WriteString("metric", question.Metric.Name);
    }

    /// <summary>Writes which cells a comparison is about; its baseline only where there is not one for all.</summary>
    public static void WriteCells(Utf8JsonWriter json, ComparisonQuestion question, Cell cell, Cell baseline)
    {
        json.WriteNumber("cell", cell.Number);
        if (question.Baseline is null)
        {
            json.WriteNumber("baseline", baseline.Number);
        }

        json.WriteString("name", CellLabel.Short(cell));
    }
}
