using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;
using Symmetry.Web.Json;

namespace Symmetry.Client.Exports;

/// <summary>How a row of the export is written.</summary>
internal interface IExportFormat
{
    /// <summary>What stands before the rows.</summary>
    string Header { get; }

    /// <summary>One trial, with its line feed.</summary>
    string Write(ExportedTrial trial);
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

    /// <summary>The word for an outcome.</summary>
    public static string Word(TrialOutcome outcome) => TrialJson.Word(outcome);
}

/// <summary>Rows as CSV under a header.</summary>
/// <param name="measured">The names of the measurements.</param>
internal sealed class CsvRows(IReadOnlyList<string> measured) : IExportFormat
{
    private ExportedCell? settingsOf;
    private string settings = "";

    /// <inheritdoc/>
    public string Header { get; } = string.Join(',', [.. ExportFormat.Columns, .. measured]) + "\n";

    /// <inheritdoc/>
    public string Write(ExportedTrial trial)
    {
        if (settingsOf != trial.Cell)
        {
            (settingsOf, settings) = (trial.Cell, string.Join(',', trial.Cell.Settings.Select(Csv.Quote)));
        }

        var (result, row) = (trial.Result, trial.Row);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{trial.Cell.Cell.Number},{trial.Replicate},{settings},{Csv.Quote(trial.Permutation)},"
            + $"{result.CorrectOriginal},{result.TotalOriginal},{result.CorrectInverted},{result.TotalInverted},"
            + $"{Csv.Number(result.TrainLoss)},{ExportFormat.Word(result.Outcome)},{row.Attempts},{Csv.Quote(row.Silo)},{Csv.Number(row.Seconds)}")
            + string.Concat(measured.Select(name => "," + Csv.Number(trial.Measured(name)))) + "\n";
    }
}

/// <summary>Rows as JSON objects, one a line, with the names of the columns.</summary>
/// <param name="measured">The names of the measurements.</param>
internal sealed class JsonLines(IReadOnlyList<string> measured) : IExportFormat
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <inheritdoc/>
    public string Header => "";

    /// <inheritdoc/>
    public string Write(ExportedTrial trial)
    {
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes))
        {
            TrialJson.Write(json, trial, measured);
        }

        bytes.Write("\n"u8);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
