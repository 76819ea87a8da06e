using Parquet;
using Parquet.Schema;

namespace Symmetry.Formats.Exports;

/// <summary>A column of numbers or truth values.</summary>
internal sealed class ParquetValues<T>(string name, int max, Func<ExportedTrial, T> read)
    : ParquetColumn(new DataField(name, typeof(T), isNullable: false))
    where T : struct
{
    private readonly T[] values = new T[max];
    public override void Add(int row, ExportedTrial trial) => values[row] = read(trial);

    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop) =>
        group.WriteAsync<T>(Field, values.AsMemory(0, rows), cancellationToken: stop);
}
