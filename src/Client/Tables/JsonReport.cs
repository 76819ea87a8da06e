using System.Text;
using System.Text.Json;
using Symmetry.Client.Results;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Statistics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tables;

/// <summary>The results as JSON: a contract, and byte for byte the same for the same results.</summary>
/// <remarks>Numbers are the shortest texts that read back to the same double; what is undefined or unknown is null.</remarks>
internal static class JsonReport
{
    /// <summary>Writes the results, ending with a line feed.</summary>
    public static string Write(SweepResults results) => Write(results, []);

    /// <summary>Writes the results, and answered claims under <c>claims</c> if there are any.</summary>
    public static string Write(SweepResults results, IReadOnlyList<AnsweredClaim> claims)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("sweep", results.Sweep.Id);
            json.WriteString("name", results.Sweep.Spec.Name);
            json.WriteString("fingerprint", results.Fingerprint);
            json.WriteNumber("level", Estimate.DefaultLevel);
            json.WriteNumber("trials", results.Progress.Trials);
            json.WriteNumber("failed", results.Failed);
            if (results.Intervals != IntervalChoice.Default)
            {
                json.WriteString("interval", results.Intervals.Method);
            }

            json.WriteStartArray("cells");
            foreach (var cell in results.Sweep.Cells)
            {
                WriteCell(json, results, cell);
            }

            json.WriteEndArray();
            if (claims.Count > 0)
            {
                ClaimReport.WriteJson(json, claims);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void WriteCell(Utf8JsonWriter json, SweepResults results, Cell cell)
    {
        var sweep = results.Sweep;
        var tally = results.Cells[cell.Number];
        json.WriteStartObject();
        json.WriteNumber("cell", cell.Number);
        json.WriteStartObject("axes");
        for (var i = 0; i < sweep.Spec.Axes.Length; i++)
        {
            json.WritePropertyName(sweep.Spec.Axes[i].Setting.Name);
            JsonValues.Write(json, sweep.Spec.Axes[i].Setting.Kind, cell.Coordinates[i]);
        }

        json.WriteEndObject();
        json.WriteNumber("replicates", tally.Ended);
        json.WriteNumber("failed", tally.Failed + tally.Diverged);
        json.WriteStartObject("tests");
        var (original, inverted) = RateColumns.RatesOf(cell, results);
        WriteRate(json, "original", original);
        WriteRate(json, "inverted", inverted);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, string name, Rate rate)
    {
        var interval = rate.Mean.Interval;
        json.WriteStartObject(name);
        JsonValues.Write(json, "mean", rate.Tally?.Mean);
        JsonValues.Write(json, "sd", rate.StandardDeviation);
        JsonValues.Write(json, "se", rate.Tally?.StandardError);
        JsonValues.Write(json, "lower", interval?.Lower);
        JsonValues.Write(json, "upper", interval?.Upper);
        JsonValues.Write(json, "median", rate.Tally?.Median);
        JsonValues.Write(json, "min", rate.Tally?.Minimum);
        JsonValues.Write(json, "max", rate.Tally?.Maximum);
        JsonValues.Write(json, "paper", rate.Paper);
        json.WriteEndObject();
    }
}

/// <summary>Single values in JSON.</summary>
internal static class JsonValues
{
    /// <summary>A setting's canonical text in the type of its kind.</summary>
    public static void Write(Utf8JsonWriter json, SettingKind kind, string canonical)
    {
        if (kind is SettingKind.Word)
        {
            json.WriteStringValue(canonical);
        }
        else
        {
            // Numbers, booleans and lists of widths are written the same in JSON.
            json.WriteRawValue(canonical);
        }
    }

    /// <summary>A number, or null where there is none or it is not finite.</summary>
    public static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
