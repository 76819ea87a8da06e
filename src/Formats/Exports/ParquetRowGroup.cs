using Parquet;
using Parquet.Schema;
using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Exports;

/// <summary>Some rows of a Parquet file, gathered column by column: those of the other exports.</summary>
internal sealed class ParquetRowGroup
{
    // Memory is bounded by a row group: some 50 MB for rows with P.
    private const int MaxRows = 25_000;
    private const string Permutation = "permutation";

    private readonly ParquetColumn[] columns;
    private int rows;

    /// <summary>An empty group for the rows of a sweep.</summary>
    public ParquetRowGroup(Sweep sweep)
    {
        columns = [.. Columns(new TrialColumns(sweep))];
        Schema = new ParquetSchema(Array.ConvertAll(columns, Field (column) => column.Field));
        foreach (var word in columns.OfType<ParquetWords>().Where(word => word.Field.Name != Permutation))
        {
            // The same few words in every row, so that the file is smaller, and sooner written, with each of them once.
            Options.ColumnEncodingHints[word.Field.Path.ToString()] = EncodingHint.Dictionary;
        }
    }

    /// <summary>The columns' names and types.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>How the columns are encoded.</summary>
    public ParquetOptions Options { get; } = new();

    /// <summary>Whether it takes no more.</summary>
    public bool IsFull => rows == MaxRows;

    public void Add(ExportedTrial trial)
    {
        foreach (var column in columns)
        {
            column.Add(rows, trial);
        }

        rows++;
    }

    /// <summary>Writes what was added, and forgets it.</summary>
    public async Task WriteAsync(ParquetWriter writer, CancellationToken stop)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns)
        {
            await column.WriteAsync(group, rows, stop);
        }

        rows = 0;
    }

    private static IEnumerable<ParquetColumn> Columns(TrialColumns shared) =>
    [
        new ParquetValues<int>("cell", MaxRows, OncePerCell(cell => cell.Cell.Number)),
        new ParquetValues<long>("replicate", MaxRows, trial => trial.Row.Replicate),
        .. shared.Settings.Select(ColumnOf),
        .. shared.HasPermutation ? [new ParquetWords(Permutation, MaxRows, trial => trial.Permutation)] : (ParquetColumn[])[],
        .. shared.Leading.Select(ColumnOf),
        new ParquetWords("outcome", MaxRows, trial => TrialMetrics.Word(trial.Row.Result.Outcome)),
        new ParquetValues<int>("attempts", MaxRows, trial => trial.Row.Attempts),
        new ParquetWords("silo", MaxRows, trial => trial.Row.Silo),
        new ParquetReals("seconds", MaxRows, trial => shared.Seconds(trial.Row)),
        .. shared.Trailing.Select(ColumnOf),
        .. shared.Levels.Select(level => new ParquetValues<int>(level.Name, MaxRows, trial => level.LevelOf(trial.Row.Replicate))),
    ];

    private static ParquetColumn ColumnOf(MetricColumn column) => column.IsCount
        ? new ParquetValues<int>(column.Name, MaxRows, trial => (int)column.Read(trial.Row.Result))
        : new ParquetReals(column.Name, MaxRows, trial => column.Read(trial.Row.Result));

    private static ParquetColumn ColumnOf(Setting setting, int place) => setting.Kind switch
    {
        SettingKind.Boolean => new ParquetValues<bool>(setting.Name, MaxRows, OncePerCell(cell => cell.Settings[place] == "true")),
        SettingKind.Number => new ParquetValues<double>(
            setting.Name, MaxRows, OncePerCell(cell => double.Parse(cell.Settings[place], CultureInfo.InvariantCulture))),
        _ => new ParquetWords(setting.Name, MaxRows, OncePerCell(cell => cell.Settings[place])),
    };

    // What all rows of a cell share is read once.
    private static Func<ExportedTrial, T> OncePerCell<T>(Func<ExportedCell, T> read)
    {
        var (of, value) = ((ExportedCell?)null, default(T)!);
        return trial =>
        {
            if (of != trial.Cell)
            {
                (of, value) = (trial.Cell, read(trial.Cell));
            }

            return value;
        };
    }
}
