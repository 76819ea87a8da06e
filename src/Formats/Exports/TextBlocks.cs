using System.Buffers;

namespace Symmetry.Formats.Exports;

/// <summary>Text on its way into a file: one block is written while the next is filled.</summary>
internal sealed class TextBlocks(Func<ReadOnlyMemory<byte>, ValueTask> write)
{
    private const int Full = 1 << 16;

    private ArrayBufferWriter<byte> filled = new(2 * Full);
    private ArrayBufferWriter<byte> other = new(2 * Full);
    private Task written = Task.CompletedTask;

    /// <summary>Where the next row is appended.</summary>
    public IBufferWriter<byte> Block => filled;

    /// <summary>Hands the block over if it is full.</summary>
    public ValueTask RowEndedAsync() => filled.WrittenCount < Full ? ValueTask.CompletedTask : HandOverAsync();

    /// <summary>Hands over what is left, and waits until all is written.</summary>
    public async Task EndAsync()
    {
        await HandOverAsync();
        await written;
    }

    /// <summary>Waits for what is being written, whatever becomes of it, so that the file may be closed.</summary>
    public async Task GiveUpAsync() => await written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async ValueTask HandOverAsync()
    {
        await written;
        written = write(filled.WrittenMemory).AsTask();
        (filled, other) = (other, filled);
        filled.ResetWrittenCount();
    }
}
