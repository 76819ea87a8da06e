using Symmetry.Analysis.Paper;
using Symmetry.Client.Progress;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;
using Symmetry.Grains;

namespace Symmetry.Client.Tests.Progress;

/// <summary>Which cells the live table shows.</summary>
public sealed class ShownCellsTests
{
    private static readonly FakeStore Store = new() { Result = FakeResults.Separated };

    [Fact]
    public async Task All_cells_are_in_their_order_where_they_fit() => Assert.Equal(Enumerable.Range(0, 10), await ShowAsync(60, 10));

    [Fact]
    public async Task Leaders_are_the_cells_with_the_best_means_so_far() => Assert.Equal([9, 8, 7], await ShowAsync(60, 3));

    [Fact]
    public async Task Only_three_leaders_of_a_large_sweep_are_shown()
    {
        var sweep = Store.Add(SpecReader.Read($"replicates: 2\naxes: {{epochs: [{string.Join(", ", Enumerable.Range(1, 21))}]}}\n", "l.yaml", "l"), 42);

        Assert.Equal(3, (await new ShownCells(sweep, TimeProvider.System, 60).ReadAsync(isEnd: false, CancellationToken.None)).Count);
    }

    // Cell 1 is at chance.
    [Fact]
    public async Task Cells_without_a_result_are_no_leaders() => Assert.Equal([2, 0, 1, 3, 4, 5], await ShowAsync(3, 6));

    [Fact]
    public async Task Cells_that_left_a_race_come_last() => Assert.Equal([7, 6, 5], await ShowAsync(60, 3, 8, 9));

    [Fact]
    public async Task Views_without_cells_read_none() => Assert.Empty(await ShowAsync(60, 0));

    private static async Task<IEnumerable<int>> ShowAsync(long committed, int fit, params int[] left)
    {
        var sweep = Store.Add(PaperSweep.Create(6, committed), committed);
        sweep.Exits.Clear();
        foreach (var cell in left)
        {
            sweep.Exits.Add(cell, new CellExit(cell, 5, 7, 40));
        }

        var cells = await new ShownCells(sweep, TimeProvider.System, fit).ReadAsync(isEnd: false, CancellationToken.None);
        return cells.Select(cell => cell.Cell.Number);
    }
}
