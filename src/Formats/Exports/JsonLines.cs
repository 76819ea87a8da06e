using System.Buffers;
using System.Text.Json;

namespace Symmetry.Formats.Exports;

/// <summary>Rows as JSON objects, one per line, with the names of the columns.</summary>
internal sealed class JsonLines(TrialColumns columns) : IExportFormat
{
    public string Header => "";

    public void Write(IBufferWriter<byte> to, ExportedTrial trial)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            TrialJson.Write(json, columns, trial);
        }

        to.Write("\n"u8);
    }
}
