using System.Buffers;
using System.Runtime.CompilerServices;

namespace Symmetry.Formats.Exports;

/// <summary>The formats of exports by name.</summary>
internal static class ExportFormat
{
    /// <summary>The names of the formats, which are also the endings of their files.</summary>
    public static string[] Names { get; } = ["csv", "jsonl", ParquetExport.Name];

    /// <summary>The format of this name, for those that are text.</summary>
    public static IExportFormat Find(string name, Sweep sweep) =>
        name == "csv" ? new CsvRows(new TrialColumns(sweep)) : new JsonLines(new TrialColumns(sweep));

    /// <summary>Every trial of these cells that ended, by cell and replicate.</summary>
    public static async IAsyncEnumerable<ExportedTrial> ReadAsync(
        IRunsSource source, ImmutableArray<Cell> cells, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var cell in cells.Select(cell => new ExportedCell(source.Sweep, cell)))
        {
            await foreach (var row in source.ReadRunsAsync(cell.Cell.Number, stop))
            {
                yield return new ExportedTrial(source.Sweep, cell, row);
            }
        }
    }

    public static string Text(IExportFormat format, ExportedTrial trial)
    {
        var text = new ArrayBufferWriter<byte>();
        format.Write(text, trial);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
