using System.Globalization;
using Parquet;
using Parquet.Schema;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;
using Symmetry.Web.Json;

namespace Symmetry.Client.Exports;

/// <summary>Rows as a Parquet file with the columns of the other exports: numbers as numbers, undefined ones as nothing.</summary>
internal sealed class ParquetExport
{
    /// <summary>The format's name.</summary>
    public const string Name = "parquet";

    // Memory is bounded by a row group: some 50 MB for rows with P.
    private const int RowsPerGroup = 25_000;

    private readonly ParquetColumn[] columns;
    private int rows;

    private ParquetExport(Sweep sweep) =>
        columns = [.. Columns(), .. MeasurementNames.Of(sweep).Select(name => new ParquetReals(name, trial => trial.Measured(name)))];

    /// <summary>Writes every trial that ended, by cell and replicate.</summary>
    public static async Task WriteAsync(ISweepSource source, Stream stream, CancellationToken stop)
    {
        var export = new ParquetExport(source.Sweep);
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(Array.ConvertAll(export.columns, Field (column) => column.Field)), stream, cancellationToken: stop);
        foreach (var cell in source.Sweep.Cells.Select(ExportedCell.Of))
        {
            await foreach (var row in source.ReadRowsAsync(cell.Cell.Number, stop))
            {
                export.Add(ExportedTrial.Of(source.Sweep, cell, row));
                if (export.rows == RowsPerGroup)
                {
                    await export.WriteGroupAsync(writer, stop);
                }
            }
        }

        // A file without a group is not one that every program opens.
        await export.WriteGroupAsync(writer, stop);
    }

    private static IEnumerable<ParquetColumn> Columns()
    {
        yield return new ParquetValues<int>("cell", trial => trial.Cell.Cell.Number);
        yield return new ParquetValues<long>("replicate", trial => trial.Replicate);
        for (var i = 0; i < Setting.All.Count; i++)
        {
            yield return ColumnOf(Setting.All[i], i);
        }

        yield return new ParquetWords("permutation", trial => trial.Permutation);
        yield return new ParquetValues<int>("correct_original", trial => trial.Result.CorrectOriginal);
        yield return new ParquetValues<int>("total_original", trial => trial.Result.TotalOriginal);
        yield return new ParquetValues<int>("correct_inverted", trial => trial.Result.CorrectInverted);
        yield return new ParquetValues<int>("total_inverted", trial => trial.Result.TotalInverted);
        yield return new ParquetReals("train_loss", trial => trial.Result.TrainLoss);
        yield return new ParquetWords("outcome", trial => ExportFormat.Word(trial.Result.Outcome));
        yield return new ParquetValues<int>("attempts", trial => trial.Row.Attempts);
        yield return new ParquetWords("silo", trial => trial.Row.Silo);
        yield return new ParquetReals("seconds", trial => trial.Row.Seconds);
    }

    private static ParquetColumn ColumnOf(Setting setting, int place) => setting.Kind switch
    {
        SettingKind.Boolean => new ParquetValues<bool>(setting.Name, trial => trial.Cell.Settings[place] == "true"),
        SettingKind.Number => new ParquetValues<double>(setting.Name, trial => double.Parse(trial.Cell.Settings[place], CultureInfo.InvariantCulture)),
        _ => new ParquetWords(setting.Name, trial => trial.Cell.Settings[place]),
    };

    private void Add(ExportedTrial trial)
    {
        foreach (var column in columns)
        {
            column.Add(trial);
        }

        rows++;
    }

    private async Task WriteGroupAsync(ParquetWriter writer, CancellationToken stop)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns)
        {
            await column.WriteAsync(group, stop);
        }

        rows = 0;
    }
}
