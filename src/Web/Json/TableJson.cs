using System.Text.Json;
using Symmetry.Engine.Claims;
using Symmetry.Engine.Statistics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Web.Json;

/// <summary>The results of a sweep as JSON: a contract, the same from the command line and from the live page.</summary>
/// <remarks>Numbers are the shortest texts that read back to the same double; what is undefined or unknown is null.</remarks>
public static class TableJson
{
    /// <summary>Writes all cells.</summary>
    public static void Write(Utf8JsonWriter json, Sweep sweep, IReadOnlyList<CellTally> cells, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("sweep", sweep.Id);
        json.WriteString("name", sweep.Spec.Name);
        json.WriteString("fingerprint", fingerprint);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteNumber("trials", sweep.Trials);
        json.WriteNumber("failed", cells.Sum(cell => cell.Failed + cell.Diverged));
        json.WriteStartArray("cells");
        foreach (var (cell, tally) in sweep.Cells.Zip(cells))
        {
            json.WriteStartObject();
            WriteCell(json, sweep, cell, tally);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the properties of one cell, inside its object.</summary>
    public static void WriteCell(Utf8JsonWriter json, Sweep sweep, Cell cell, CellTally tally)
    {
        json.WriteNumber("cell", cell.Number);
        json.WriteStartObject("axes");
        foreach (var (axis, value) in sweep.Spec.Axes.Zip(cell.Coordinates))
        {
            json.WritePropertyName(axis.Setting.Name);
            JsonValues.Write(json, axis.Setting.Kind, value);
        }

        json.WriteEndObject();
        json.WriteNumber("replicates", tally.Ended);
        json.WriteNumber("failed", tally.Failed + tally.Diverged);
        json.WriteStartObject("tests");
        var paper = PaperTables.Find(cell.Settings);
        WriteRate(json, "original", tally.Original, paper?.Original);
        WriteRate(json, "inverted", tally.Inverted, paper?.Inverted);
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, string name, Tally? tally, double? paper)
    {
        var interval = tally is null ? null : StudentTIntervals.Mean(tally).Interval;
        json.WriteStartObject(name);
        JsonValues.Write(json, "mean", tally?.Mean);
        JsonValues.Write(json, "sd", tally?.StandardDeviation);
        JsonValues.Write(json, "se", tally?.StandardError);
        JsonValues.Write(json, "lower", interval?.Lower);
        JsonValues.Write(json, "upper", interval?.Upper);
        JsonValues.Write(json, "median", tally?.Median);
        JsonValues.Write(json, "min", tally?.Minimum);
        JsonValues.Write(json, "max", tally?.Maximum);
        JsonValues.Write(json, "paper", paper);
        json.WriteEndObject();
    }
}
