using System.Text;
using System.Text.Json;
using Symmetry.Client.Results;
using Symmetry.Web.Json;

namespace Symmetry.Client.Tables;

/// <summary>The results as JSON: a contract, and byte for byte the same for the same results, here and on the live page.</summary>
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
            var content = new TableContent(results.Sweep, results.Progress.Trials, results.Fingerprint, results.Cells, cell =>
            {
                var (original, inverted) = RateColumns.RatesOf(cell, results);
                return (original.Mean, inverted.Mean);
            })
            {
                Interval = results.Intervals == IntervalChoice.Default ? null : results.Intervals.Method,
            };
            TableJson.Write(json, content, () =>
            {
                if (claims.Count > 0)
                {
                    ClaimReport.WriteJson(json, claims);
                }
            });
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }
}
