using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Web.Json;

/// <summary>What a table is made of.</summary>
/// <param name="Sweep">What was asked for.</param>
/// <param name="Trials">How many trials there are.</param>
/// <param name="Fingerprint">The fingerprint over what is committed.</param>
/// <param name="Cells">One tally a cell, in cell order.</param>
/// <param name="MeansOf">A cell's middle with its interval on X and on −X.</param>
public sealed record TableContent(
    Sweep Sweep, long Trials, string Fingerprint, IReadOnlyList<CellTally> Cells, Func<Cell, (Estimate Original, Estimate Inverted)> MeansOf)
{
    /// <summary>Which interval was chosen; null for the usual one.</summary>
    public string? Interval { get; init; }
}

/// <summary>The results of a sweep as JSON: a contract, the same from the command line and from the live page.</summary>
/// <remarks>Numbers are the shortest texts that read back to the same double; what is undefined or unknown is null.</remarks>
public static class TableJson
{
    /// <summary>Writes all cells.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="content">What.</param>
    /// <param name="more">Writes further properties at the end of the object; null for none.</param>
    public static void Write(Utf8JsonWriter json, TableContent content, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteString("sweep", content.Sweep.Id);
        json.WriteString("name", content.Sweep.Spec.Name);
        json.WriteString("fingerprint", content.Fingerprint);
        json.WriteNumber("level", Estimate.DefaultLevel);
        json.WriteNumber("trials", content.Trials);
        json.WriteNumber("failed", content.Cells.Sum(cell => cell.Failed + cell.Diverged));
        if (content.Interval is { } interval)
        {
            json.WriteString("interval", interval);
        }

        json.WriteStartArray("cells");
        foreach (var (cell, tally) in content.Sweep.Cells.Zip(content.Cells))
        {
            json.WriteStartObject();
            WriteCell(json, content.Sweep, cell, tally, content.MeansOf(cell));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        more?.Invoke();
        json.WriteEndObject();
    }

    /// <summary>Writes the properties of one cell, inside its object.</summary>
    public static void WriteCell(
        Utf8JsonWriter json, Sweep sweep, Cell cell, CellTally tally, (Estimate Original, Estimate Inverted) means)
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
        WriteRate(json, "original", tally.Original, means.Original, paper?.Original);
        WriteRate(json, "inverted", tally.Inverted, means.Inverted, paper?.Inverted);
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, string name, Tally? tally, Estimate middle, double? paper)
    {
        var interval = middle.Interval;
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
