using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Runs;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Exports;

/// <summary>The formats of exports by name, and the columns that they share: a contract.</summary>
internal static class ExportFormat
{
    /// <summary>The names of the columns.</summary>
    public static string[] Columns { get; } =
    [
        "cell", "replicate", .. Setting.All.Select(setting => setting.Name), "permutation",
        "correct_original", "total_original", "correct_inverted", "total_inverted", "train_loss", "outcome",
        "attempts", "silo", "seconds",
    ];

    /// <summary>The names of a sweep's columns: those of every export, and one for each of its measurements.</summary>
    public static string[] ColumnsOf(Sweep sweep) => [.. Columns, .. TrialMetrics.MeasuredNames(sweep)];

    /// <summary>The names of the formats, which are also the endings of their files.</summary>
    public static string[] Names { get; } = ["csv", "jsonl", ParquetExport.Name];

    /// <summary>The format of this name, for those that are text.</summary>
    public static IExportFormat Find(string name, Sweep sweep) =>
        name == "csv" ? new CsvRows(TrialMetrics.MeasuredNames(sweep)) : new JsonLines(TrialMetrics.MeasuredNames(sweep));

    /// <summary>Every trial that ended, by cell and replicate.</summary>
    public static async IAsyncEnumerable<ExportedTrial> ReadAsync(ISweepSource source, [EnumeratorCancellation] CancellationToken stop)
    {
        var runs = new StoredRuns(source);
        foreach (var cell in source.Sweep.Cells.Select(cell => new ExportedCell(cell)))
        {
            await foreach (var row in runs.ReadRunsAsync(cell.Cell.Number, stop))
            {
                yield return new ExportedTrial(source.Sweep, cell, row);
            }
        }
    }

    /// <summary>One trial as text.</summary>
    public static string Text(IExportFormat format, ExportedTrial trial)
    {
        var text = new ArrayBufferWriter<byte>();
        format.Write(text, trial);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
