using System.Text;
using System.Text.Json;
using Symmetry.Client.Results;
using Symmetry.Web.Json;

namespace Symmetry.Client.Tables;

/// <summary>The results as JSON: a contract, and byte for byte the same for the same results, here and on the live page.</summary>
internal static class JsonReport
{
    /// <summary>Writes the results, ending with a line feed.</summary>
    public static string Write(SweepResults results)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            TableJson.Write(json, results.Sweep, results.Cells, results.Fingerprint);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }
}
