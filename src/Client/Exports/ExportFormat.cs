using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Web.Json;

namespace Symmetry.Client.Exports;

/// <summary>How a row of the export is written as text, in UTF-8.</summary>
internal interface IExportFormat
{
    /// <summary>What stands before the rows.</summary>
    string Header { get; }

    /// <summary>Appends one trial, with its line feed.</summary>
    void Write(IBufferWriter<byte> to, ExportedTrial trial);
}

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
    public static string[] ColumnsOf(Sweep sweep) => [.. Columns, .. MeasurementNames.Of(sweep)];

    /// <summary>The names of the formats, which are also the endings of their files.</summary>
    public static string[] Names { get; } = ["csv", "jsonl", ParquetExport.Name];

    /// <summary>The format of this name, for those that are text.</summary>
    public static IExportFormat Find(string name, Sweep sweep) =>
        name == "csv" ? new CsvRows(MeasurementNames.Of(sweep)) : new JsonLines(MeasurementNames.Of(sweep));

    /// <summary>Every trial that ended, by cell and replicate.</summary>
    public static async IAsyncEnumerable<ExportedTrial> ReadAsync(ISweepSource source, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var cell in source.Sweep.Cells.Select(ExportedCell.Of))
        {
            await foreach (var row in source.ReadRowsAsync(cell.Cell.Number, stop))
            {
                yield return ExportedTrial.Of(source.Sweep, cell, row);
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

    /// <summary>The word for an outcome.</summary>
    public static string Word(TrialOutcome outcome) => TrialJson.Word(outcome);
}
