using Parquet;
using Parquet.Schema;

namespace Symmetry.Formats.Exports;

/// <summary>A column of words.</summary>
internal sealed class ParquetWords(string name, int max, Func<ExportedTrial, string> read)
    : ParquetColumn(new DataField(name, typeof(string), isNullable: false))
{
    private readonly ReadOnlyMemory<char>[] values = new ReadOnlyMemory<char>[max];
    public override void Add(int row, ExportedTrial trial) => values[row] = read(trial).AsMemory();

    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop) =>
        group.WriteAsync<ReadOnlyMemory<char>>(Field, values.AsMemory(0, rows), cancellationToken: stop);
}
