using System.Buffers;

namespace Symmetry.Formats.Exports;

/// <summary>How a row of the export is written as text, in UTF-8.</summary>
internal interface IExportFormat
{
    /// <summary>What stands before the rows.</summary>
    string Header { get; }

    /// <summary>Appends one trial, with its line feed.</summary>
    void Write(IBufferWriter<byte> to, ExportedTrial trial);
}
