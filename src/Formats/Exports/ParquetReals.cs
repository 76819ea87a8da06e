using Parquet;
using Parquet.Schema;

namespace Symmetry.Formats.Exports;

/// <summary>A column of real numbers that may be undefined.</summary>
internal sealed class ParquetReals(string name, int max, Func<ExportedTrial, double> read)
    : ParquetColumn(new DataField(name, typeof(double), isNullable: true))
{
    private readonly double?[] values = new double?[max];
    public override void Add(int row, ExportedTrial trial) => values[row] = read(trial) is var value && double.IsFinite(value) ? value : null;

    public override Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop) =>
        group.WriteAsync<double>(Field, values.AsMemory(0, rows), cancellationToken: stop);
}
