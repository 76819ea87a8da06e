namespace Symmetry.Formats.Exports;

/// <summary>Rows as text, block by block.</summary>
internal static class TextExport
{
    /// <summary>Writes every trial of these cells that ended, by cell and replicate.</summary>
    /// <param name="source">The sweep.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="format">How a row is written.</param>
    /// <param name="write">Takes the text in UTF-8; a block holds whole rows.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task WriteAsync(
        IRunsSource source, ImmutableArray<Cell> cells, IExportFormat format, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken stop)
    {
        var text = new TextBlocks(write);
        try
        {
            Encoding.UTF8.GetBytes(format.Header, text.Block);
            await foreach (var trial in ExportFormat.ReadAsync(source, cells, stop))
            {
                format.Write(text.Block, trial);
                await text.RowEndedAsync();
            }

            await text.EndAsync();
        }
        finally
        {
            await text.GiveUpAsync();
        }
    }
}
