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
    public abstract void Add(ExportedTrial trial);

    /// <summary>Writes what was gathered, and forgets it.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop);
}

/// <summary>A column of numbers or truth values.</summary>
/// <typeparam name="T">Their type.</typeparam>
internal sealed class ParquetValues<T>(string name, Func<ExportedTrial, T> read) : ParquetColumn(new DataField(name, typeof(T), isNullable: false))
    where T : struct
{
    private readonly List<T> values = [];

    /// <inheritdoc/>
    public override void Add(ExportedTrial trial) => values.Add(read(trial));

    /// <inheritdoc/>
    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop)
    {
        await group.WriteAsync<T>(Field, values.ToArray(), cancellationToken: stop);
        values.Clear();
    }
}

/// <summary>A column of real numbers that may be undefined.</summary>
internal sealed class ParquetReals(string name, Func<ExportedTrial, double> read) : ParquetColumn(new DataField(name, typeof(double), isNullable: true))
{
    private readonly List<double?> values = [];

    /// <inheritdoc/>
    public override void Add(ExportedTrial trial) => values.Add(read(trial) is var value && double.IsFinite(value) ? value : null);

    /// <inheritdoc/>
    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop)
    {
        await group.WriteAsync<double>(Field, values.ToArray(), cancellationToken: stop);
        values.Clear();
    }
}

/// <summary>A column of words.</summary>
internal sealed class ParquetWords(string name, Func<ExportedTrial, string> read) : ParquetColumn(new DataField(name, typeof(string), isNullable: false))
{
    private readonly List<string> values = [];

    /// <inheritdoc/>
    public override void Add(ExportedTrial trial) => values.Add(read(trial));

    /// <inheritdoc/>
    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop)
    {
        await group.WriteAsync(Field, values);
        values.Clear();
    }
}
