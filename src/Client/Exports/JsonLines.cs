using System.Buffers;
using System.Text.Json;
using Symmetry.Analysis.Json;

namespace Symmetry.Client.Exports;

/// <summary>Rows as JSON objects, one per line, with the names of the columns.</summary>
/// <param name="columns">The columns.</param>
internal sealed class JsonLines(TrialColumns columns) : IExportFormat
{
    /// <inheritdoc/>
    public string Header => "";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ExportedTrial trial)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            TrialJson.Write(json, columns, trial);
        }

        to.Write("\n"u8);
    }
}
