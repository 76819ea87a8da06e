using Parquet;

namespace Symmetry.Formats.Exports;

/// <summary>Rows as a Parquet file with the columns of the other exports: numbers as numbers, undefined ones as nothing.</summary>
internal static class ParquetExport
{
    public const string Name = "parquet";

    /// <summary>Writes every trial of these cells that ended, by cell and replicate.</summary>
    public static async Task WriteAsync(IRunsSource source, ImmutableArray<Cell> cells, Stream stream, CancellationToken stop)
    {
        var group = new ParquetRowGroup(source.Sweep);
        await using var writer = await ParquetWriter.CreateAsync(group.Schema, stream, group.Options, cancellationToken: stop);
        await foreach (var trial in ExportFormat.ReadAsync(source, cells, stop))
        {
            group.Add(trial);
            if (group.IsFull)
            {
                await group.WriteAsync(writer, stop);
            }
        }

        // A file without a group is not one that every program opens.
        await group.WriteAsync(writer, stop);
    }
}
