using Symmetry.Analysis.Paper;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Tests.Paper;

/// <summary>The ten cells of the paper and its numbers.</summary>
public sealed class PaperSweepTests
{
    [Fact]
    public void Paper_has_twenty_numbers()
    {
        var rates = PaperSweep.Create(1, 1).Cells.Select(cell => (((MlpSettings)cell.Settings).IsInvariant, Rate: PaperTables.Find(cell.Settings)!)).ToList();

        Assert.Equal([0.84, 0.12, 0.81, 0.68, 0.65, 0.66, 0.84, 0.87, 0.81, 0.82], rates.Select(cell => cell.Rate.Original));
        Assert.Equal([0.001, 0.09, 0.02, 0.69], rates.Where(cell => !cell.IsInvariant).Select(cell => cell.Rate.Inverted));
        Assert.All(rates.Where(cell => cell.IsInvariant), cell => Assert.Equal(cell.Rate.Original, cell.Rate.Inverted));
    }

    [Fact]
    public void Paper_has_ten_cells_in_the_order_of_its_tables()
    {
        var sweep = PaperSweep.Create(40, 1);

        Assert.Equal(
            ["identity false original", "identity false both", "identity true original", "identity true both",
             "square false original", "square true original", "gradient false original", "gradient true original",
             "permutation false original", "permutation true original"],
            sweep.Cells.Select(cell => string.Join(' ', cell.Coordinates)));
        Assert.All(sweep.Cells, cell => Assert.NotNull(PaperTables.Find(cell.Settings)));
        Assert.Equal((400, "paper"), (sweep.Trials, sweep.Spec.Name));
    }
}
