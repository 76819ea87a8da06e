using System.Buffers;
using System.Text;
using Symmetry.Formats.Exports;

namespace Symmetry.Client.Tests.Exports;

public sealed class TextBlocksTests
{
    private const int Rows = 50_000;

    [Fact]
    public async Task All_rows_arrive_in_order_and_no_block_ends_within_a_row()
    {
        var written = new StringBuilder();
        var ends = new List<char>();
        var blocks = new TextBlocks(async block =>
        {
            await Task.Yield();
            var text = Encoding.UTF8.GetString(block.Span);
            written.Append(text);
            ends.Add(text[^1]);
        });
        for (var row = 0; row < Rows; row++)
        {
            await PutAsync(blocks, row);
        }

        await blocks.EndAsync();

        Assert.Equal(string.Concat(Enumerable.Range(0, Rows).Select(Line)), written.ToString());
        Assert.True(ends.Count > 10);
        Assert.All(ends, end => Assert.Equal('\n', end));
    }

    [Fact]
    public async Task A_block_that_cannot_be_written_is_told_and_nothing_is_written_after_it()
    {
        var calls = 0;
        var blocks = new TextBlocks(async _ =>
        {
            calls++;
            await Task.Yield();
            throw new IOException("No space left on device.");
        });

        var told = await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (var row = 0; row < Rows; row++)
            {
                await PutAsync(blocks, row);
            }
        });
        await blocks.GiveUpAsync();

        Assert.Equal("No space left on device.", told.Message);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task The_last_block_is_told_too()
    {
        var blocks = new TextBlocks(async _ =>
        {
            await Task.Yield();
            throw new IOException("No space left on device.");
        });
        await PutAsync(blocks, 0);

        await Assert.ThrowsAsync<IOException>(blocks.EndAsync);
    }

    private static ValueTask PutAsync(TextBlocks blocks, int row)
    {
        blocks.Block.Write(Encoding.UTF8.GetBytes(Line(row)));
        return blocks.RowEndedAsync();
    }

    private static string Line(int row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row},µ,a row of some length\n");
}
