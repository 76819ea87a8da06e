using Parquet;
using Parquet.Schema;

namespace Symmetry.Formats.Exports;

/// <summary>One column of a Parquet file: gathers the values of a row group, then writes them.</summary>
internal abstract class ParquetColumn(DataField head)
{
    /// <summary>The column's name and type.</summary>
    public DataField Field => head;

    /// <summary>Gathers the value of one trial.</summary>
    public abstract void Add(int row, ExportedTrial trial);

    /// <summary>Writes the first <paramref name="rows"/> values.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, int rows, CancellationToken stop);
}
