using System.Buffers;
using System.Text.Json;
using Symmetry.Analysis.Json;

namespace Symmetry.Client.Exports;

/// <summary>Rows as JSON objects, one a line, with the names of the columns.</summary>
/// <param name="measured">The names of the measurements.</param>
internal sealed class JsonLines(IReadOnlyList<string> measured) : IExportFormat
{
    /// <inheritdoc/>
    public string Header => "";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ExportedTrial trial)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            TrialJson.Write(json, trial, measured);
        }

        to.Write("\n"u8);
    }
}
