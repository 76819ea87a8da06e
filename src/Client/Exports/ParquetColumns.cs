using Parquet;
using Parquet.Schema;
using Symmetry.Web.Json;

namespace Symmetry.Client.Exports;

/// <summary>One column of a Parquet file: gathers the values of a row group, then writes them.</summary>
internal abstract class ParquetColumn(DataField head)
{
    /// <summary>The column's name and type.</summary>
    public DataField Field => head;

    /// <summary>Gathers the value of one trial.</summary>
    /// <param name="row">The trial's place in its row group.</param>
    /// <param name="trial">The trial.</param>
    public abstract void Put(int row, ExportedTrial trial);

    /// <summary>Writes the first <paramref name="rows"/> values.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop);
}

/// <summary>A column of numbers or truth values.</summary>
/// <typeparam name="T">Their type.</typeparam>
internal sealed class ParquetValues<T>(string name, int most, Func<ExportedTrial, T> read)
    : ParquetColumn(new DataField(name, typeof(T), isNullable: false))
    where T : struct
{
    private readonly T[] values = new T[most];

    /// <inheritdoc/>
    public override void Put(int row, ExportedTrial trial) => values[row] = read(trial);

    /// <inheritdoc/>
    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop) =>
        group.WriteAsync<T>(Field, values.AsMemory(0, rows), cancellationToken: stop);
}

/// <summary>A column of real numbers that may be undefined.</summary>
internal sealed class ParquetReals(string name, int most, Func<ExportedTrial, double> read)
    : ParquetColumn(new DataField(name, typeof(double), isNullable: true))
{
    private readonly double?[] values = new double?[most];

    /// <inheritdoc/>
    public override void Put(int row, ExportedTrial trial) => values[row] = read(trial) is var value && double.IsFinite(value) ? value : null;

    /// <inheritdoc/>
    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop) =>
        group.WriteAsync<double>(Field, values.AsMemory(0, rows), cancellationToken: stop);
}

/// <summary>A column of words.</summary>
internal sealed class ParquetWords(string name, int most, Func<ExportedTrial, string> read)
    : ParquetColumn(new DataField(name, typeof(string), isNullable: false))
{
    private readonly ReadOnlyMemory<char>[] values = new ReadOnlyMemory<char>[most];

    /// <inheritdoc/>
    public override void Put(int row, ExportedTrial trial) => values[row] = read(trial).AsMemory();

    /// <inheritdoc/>
    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop) =>
        group.WriteAsync<ReadOnlyMemory<char>>(Field, values.AsMemory(0, rows), cancellationToken: stop);
}
